/** Serves a folder to the browsers of this machine, and tells their pages to load again. */
import { readFileSync, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, resolve, sep } from "node:path";

export interface Served {
  readonly url: string;
  /** Have every page that is open load again. */
  reload(): void;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
};

const EVENTS = "/events-of-the-build";
const LISTEN = `<script>new EventSource("${EVENTS}").onmessage = () => location.reload();</script>`;

/** @param port 0 for any that is free */
export async function serve(folder: string, port = 0): Promise<Served> {
  const home = resolve(folder);
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    // A name of another site that leads here is none of ours.
    const host = request.headers.host?.replace(/:\d+$/, "");
    if (request.method !== "GET" || (host !== "localhost" && host !== "127.0.0.1")) {
      response.writeHead(403).end();
      return;
    }
    if (pathname === EVENTS) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(": open\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
      return;
    }
    const found = fileAt(home, pathname);
    if (found === undefined) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not here\n");
      return;
    }
    const type = TYPES[extname(found.path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
    response.end(extname(found.path) === ".html" ? `${found.bytes}${LISTEN}` : found.bytes);
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", done);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    reload() {
      for (const listener of listeners) listener.write("data: built\n\n");
    },
    async close() {
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function fileAt(home: string, pathname: string): { path: string; bytes: Buffer } | undefined {
  try {
    let path = join(home, decodeURIComponent(pathname));
    if (path !== home && !path.startsWith(home + sep)) return undefined;
    if (statSync(path).isDirectory()) path = join(path, "index.html");
    return { path, bytes: readFileSync(path) };
  } catch {
    return undefined;
  }
}
