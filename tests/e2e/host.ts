/**
 * A host of the built site for live mode: on an origin of its own, below a path of its own, with a policy that lets the page call the
 * configured API and nobody else.
 */
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const SITE = process.env["CROSSOVER_SITE"] ?? "dist";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

export interface SiteHost {
  /** Scheme, host and port. */
  origin: string;
  /** What config.json says. */
  config: unknown;
  /** Whom the page may call beside its own origin. */
  connect: string[];
  end: () => void;
}

/** Serves the site below `below`, which begins and ends with a slash. */
export async function hostSite(below: string): Promise<SiteHost> {
  const host: SiteHost = { origin: "", config: {}, connect: [], end: () => undefined };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    if (!path.startsWith(below)) return void response.writeHead(404).end();
    const name = normalize(`/${decodeURIComponent(path.slice(below.length))}`);
    const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src ${["'self'", ...host.connect].join(" ")}; manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'`;
    const headers = { "Content-Security-Policy": policy, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" };
    if (name === "/config.json") return void response.writeHead(200, { ...headers, "Content-Type": "application/json" }).end(JSON.stringify(host.config));
    // An address of the app's is no file: the page that knows where it is.
    const file = extname(name) === "" ? (name === "/" ? "/index.html" : "/404.html") : name;
    const place = join(SITE, file);
    const found = statSync(place, { throwIfNoEntry: false })?.isFile() === true;
    if (!found) return void response.writeHead(404, headers).end();
    if (file === "/404.html") {
      // As a host below a path has to: the page that is served for the app's addresses says where the site stands.
      const page = readFileSync(place, "utf8").replace('<base href="/">', `<base href="${below}">`);
      return void response.writeHead(200, { ...headers, "Content-Type": TYPES[".html"] }).end(page);
    }
    response.writeHead(200, { ...headers, "Content-Type": TYPES[extname(place)] ?? "application/octet-stream" }).end(readFileSync(place));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  host.end = () => {
    server.closeAllConnections();
    server.close();
  };
  return host;
}
