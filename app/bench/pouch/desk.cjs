// The peer's desk: PouchDB on LevelDB in a folder. What is timed is the replication alone.
"use strict";
const fs = require("node:fs");
const PouchDB = require("pouchdb");

const [what, folder, url, file] = process.argv.slice(2);
const SIZES = { batch_size: 500, batches_limit: 2 };
const IDLE = 31;

async function timed(work) {
  const begun = process.hrtime.bigint();
  const found = await work();
  return [Number(process.hrtime.bigint() - begun) / 1e9, found];
}

async function main() {
  const db = new PouchDB(`${folder}/desk`);
  if (what === "push") {
    const docs = fs.readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    for (let at = 0; at < docs.length; at += 500) await db.bulkDocs(docs.slice(at, at + 500));
    const [seconds, said] = await timed(() => db.replicate.to(url, SIZES));
    return { seconds, records: said.docs_written };
  }
  const [seconds, said] = await timed(() => db.replicate.from(url, SIZES));
  const idle = [];
  for (let n = 0; n < IDLE; n += 1) {
    const [one] = await timed(() => db.sync(url, SIZES));
    idle.push(one * 1000);
  }
  return { seconds, records: said.docs_written, idle_ms: idle };
}

main().then((found) => {
  console.log(JSON.stringify(found));
  process.exit(0);
});
