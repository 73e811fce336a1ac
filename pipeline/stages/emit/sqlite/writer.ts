/** A database that is filled by a thread of its own. */
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

export type Value = string | number | undefined | null;

/** Rows sent at once, or characters. */
const ROWS = 256;
const CHARACTERS = 1 << 18;
/** Messages under way: what is not yet in the database lies in memory. */
const UNDER_WAY = 64;
/** A thread that does nothing for so many milliseconds has come to grief. */
const PATIENCE = 600_000;

/** Halves of characters, which UTF-8 does not have, and the character that ends text in C. */
const SUSPECT = /[\0\ud800-\udfff]/;
const UNSTORABLE = /[\p{Surrogate}\0]/gu;

/** What is told to it is done in order, but later; `finish` waits for it. */
export class DatabaseWriter {
  readonly #worker: Worker;
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  /** Where what goes wrong is said. */
  readonly #complaints: MessagePort;
  #sent = 0;
  #statements = 0;
  #characters = 0;
  #rows: Array<readonly [statement: number, row: readonly Value[]]> = [];

  constructor(file: string) {
    const { port1, port2 } = new MessageChannel();
    this.#worker = new Worker(new URL("./thread.js", import.meta.url), {
      execArgv: [],
      workerData: { state: this.#state.buffer, complaints: port2 },
      transferList: [port2],
    });
    this.#complaints = port1;
    // It ends with the process, whoever has forgotten it; what goes wrong in it is told by `#wait`.
    this.#worker.unref();
    this.#worker.on("error", () => {});
    this.#send({ open: file });
  }

  exec(sql: string): void {
    this.#flush();
    this.#send({ exec: sql });
  }

  /**
   * A function that inserts one row.
   *
   * @param long columns of long texts
   */
  inserter(
    table: string,
    columns: readonly string[],
    long: ReadonlySet<string>,
  ): (row: readonly Value[]) => void {
    const names = columns.map((column) => `"${column}"`).join(", ");
    // Long texts go in as bytes: what binds a string turns it into them character by character.
    const values = columns.map((column) => (long.has(column) ? "CAST(? AS TEXT)" : "?")).join(", ");
    this.#flush();
    this.#send({
      prepare: {
        sql: `INSERT INTO ${table} (${names}) VALUES (${values})`,
        long: columns.flatMap((column, i) => (long.has(column) ? [i] : [])),
      },
    });
    const statement = this.#statements++;
    return (row) => {
      this.#rows.push([statement, row.map(storable)]);
      for (const value of row) if (typeof value === "string") this.#characters += value.length;
      if (this.#rows.length === ROWS || this.#characters > CHARACTERS) this.#flush();
    };
  }

  /** Close the database when everything is done. @throws what went wrong in the thread */
  finish(): void {
    this.#flush();
    this.#send({ close: true });
    this.#wait(0);
  }

  /** Let go of the thread, whatever it is doing. */
  end(): void {
    this.#complaints.close();
    void this.#worker.terminate();
  }

  #flush(): void {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    this.#characters = 0;
    this.#send({ rows });
  }

  #send(message: object): void {
    this.#worker.postMessage(message);
    this.#sent++;
    this.#wait(UNDER_WAY);
  }

  /** Until no more than so many messages are under way. */
  #wait(most: number): void {
    for (
      let done = Atomics.load(this.#state, 0);
      this.#sent - done > most;
      done = Atomics.load(this.#state, 0)
    ) {
      if (Atomics.wait(this.#state, 0, done, PATIENCE) === "timed-out") {
        throw new Error("the database is not being filled");
      }
    }
    if (Atomics.load(this.#state, 1) === 0) return;
    throw new Error(`the database cannot be filled: ${receiveMessageOnPort(this.#complaints)?.message}`);
  }
}

function storable(value: Value): Value {
  if (typeof value !== "string") return value ?? null;
  return SUSPECT.test(value) ? value.replace(UNSTORABLE, "\ufffd") : value;
}
