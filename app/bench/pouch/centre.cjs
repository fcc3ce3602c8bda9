// The peer's centre: express-pouchdb on LevelDB in a folder; says its port when it listens.
"use strict";
const express = require("express");
const PouchDB = require("pouchdb");

const prefix = `${process.argv[2]}/`;
const app = express();
const options = { mode: "minimumForPouchDB", configPath: `${prefix}config.json` };
options.overrideMode = { include: ["routes/changes"] };
options.logPath = `${prefix}log.txt`;
app.use("/", require("express-pouchdb")(PouchDB.defaults({ prefix }), options));
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
