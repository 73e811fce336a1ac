/**
 * Does what it is told to a database, in a thread of its own: a second core fills it while the other files
 * of the bundle are made. Plain JavaScript, for a thread has no loader that could make it of anything else.
 */
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

/** How many messages were done, and whether one of them failed. */
const state = new Int32Array(workerData.state);
const statements = [];
let db;

function work({ open, exec, prepare, rows, close }) {
  if (open !== undefined) {
    const { Database } = createRequire(import.meta.url)("node-sqlite3-wasm");
    db = new Database(open);
  }
  if (exec !== undefined) db.exec(exec);
  if (prepare !== undefined) statements.push({ ...prepare, run: db.prepare(prepare.sql) });
  for (const [number, row] of rows ?? []) {
    const { long, run } = statements[number];
    for (const i of long) if (typeof row[i] === "string") row[i] = Buffer.from(row[i]);
    run.run(row);
  }
  if (close) db.close();
}

parentPort.on("message", (message) => {
  try {
    // What comes after a failure is passed over.
    if (Atomics.load(state, 1) === 0) work(message);
  } catch (error) {
    workerData.complaints.postMessage(String(error));
    Atomics.store(state, 1, 1);
  }
  Atomics.add(state, 0, 1);
  Atomics.notify(state, 0);
});
