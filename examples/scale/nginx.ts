import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, program, start_child } from "./child.ts";

const POLL_MILLISECONDS = 20;
const START_POLLS = 1500;

/** Starts nginx on `port`, which gives requests to the processes in turn and keeps its connections to them. */
export async function start_nginx(folder: string, port: number, ports: readonly number[]): Promise<Child> {
  const file = join(folder, "nginx.conf");
  writeFileSync(file, nginx_config(folder, port, ports));
  const nginx = await start_child(program("nginx"), [
    "-p",
    folder,
    "-c",
    file,
    "-e",
    join(folder, "error.log"),
  ]);
  for (let poll = 0; poll < START_POLLS; poll++) {
    if (await answers(port)) return nginx;
    await sleep(POLL_MILLISECONDS);
  }
  await nginx.stop();
  throw new Error(`nginx does not answer on port ${port}`);
}

function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function nginx_config(folder: string, port: number, ports: readonly number[]): string {
  return `
daemon off;
pid ${folder}/nginx.pid;
worker_processes 1;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  upstream app {
    ${ports.map((each) => `server 127.0.0.1:${each};`).join(" ")}
    keepalive 64;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://app;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}
`;
}
