// The peer's desk: PouchDB on LevelDB in a folder. What is timed is the replication alone.
"use strict";
const fs = require("node:fs");
const PouchDB = require("pouchdb");

const [what, folder, url, file] = process.argv.slice(2);
const SIZES = { batch_size: 1000, batches_limit: 2 };
const IDLE = 31;

async function timed(work) {
  const begun = process.hrtime.bigint();
  const found = await work();
  return [Number(process.hrtime.bigint() - begun) / 1e9, found];
}

// Processor seconds of both ends so far.
async function spent() {
  const there = await (await fetch(new URL("/_spent", url))).json();
  const here = process.cpuUsage();
  return (there.user + there.system + here.user + here.system) / 1e6;
}

async function main() {
  const db = new PouchDB(`${folder}/desk`);
  if (what === "push") {
    const docs = fs.readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    for (let at = 0; at < docs.length; at += 500) await db.bulkDocs(docs.slice(at, at + 500));
    const before = await spent();
    const [seconds, said] = await timed(() => db.replicate.to(url, SIZES));
    return { seconds, records: said.docs_written, cpu_s: (await spent()) - before };
  }
  const before = await spent();
  const [seconds, said] = await timed(() => db.replicate.from(url, SIZES));
  const cpu_s = (await spent()) - before;
  const idle = [];
  for (let n = 0; n < IDLE; n += 1) {
    const [one] = await timed(() => db.sync(url, SIZES));
    idle.push(one * 1000);
  }
  return { seconds, records: said.docs_written, cpu_s, idle_ms: idle };
}

main().then((found) => {
  console.log(JSON.stringify(found));
  process.exit(0);
});
