/** One batch of files worked on in a process that is waited for: a batch on standard input, what was done on standard output. */
import { readFileSync } from "node:fs";
import { type Batch, workOnBatch } from "./worker.ts";

const batch = JSON.parse(readFileSync(0, "utf8")) as Batch;
process.stdout.write(JSON.stringify(await workOnBatch(batch)));
