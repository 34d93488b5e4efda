// Times citeproc-js on the job that benchmarks/engine.py writes, and prints what that reads.
"use strict";
const fs = require("fs");
const CSL = require("citeproc");

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf-8"));
const items = Object.fromEntries(job.records.map((record) => [record.id, record]));
const now = () => Number(process.hrtime.bigint()) / 1e9;

const start = now();
const engine = new CSL.Engine(
  { retrieveLocale: (tag) => job.locales[tag] || job.locales["en-US"], retrieveItem: (id) => items[id] },
  job.style
);
const loaded = now();
engine.updateItems(job.records.map((record) => record.id));
engine.makeBibliography();
const listed = now();
for (const pair of job.citations) {
  engine.makeCitationCluster(pair.map((id) => ({ id })));
}
const cited = now();
const memory = process.memoryUsage().rss / 1048576;
process.stdout.write(JSON.stringify([loaded - start, cited - listed, listed - loaded, memory]));
