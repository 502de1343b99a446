// One request to the service, and what came of it:
// {data}: it answered and has everything;  {trouble, message, data}: it answered that something is the matter;
// {unreachable: true, after}: nothing is known, try again, after so many seconds at the earliest.
const PATIENCE_MS = 30_000;
const JSON_TYPE = "application/json";

export async function post(address, fields, { keepalive = false, signal = undefined, progress = null } = {}) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  try {
    return progress ? await upload(address, body, progress) : await send(address, { method: "POST", body, keepalive, signal });
  } catch {
    return { unreachable: true, after: 0 };
  }
}

// Whether the link is open in this browser, for whom, and the key that forms carry.
export async function connection(address) {
  try {
    return await send(address, {});
  } catch {
    return { unreachable: true, after: 0 };
  }
}

async function send(address, options) {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const signal = (options.signal && AbortSignal.any?.([options.signal, patience])) ?? patience;
  const response = await fetch(address, { ...options, signal, headers: { Accept: JSON_TYPE }, credentials: "same-origin" });
  return read(response.status, (name) => response.headers.get(name), await response.text());
}

// fetch tells nothing of how far it has come; a large file on a slow line takes minutes
function upload(address, body, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", JSON_TYPE);
    request.upload.addEventListener("progress", (event) => progress(event.loaded / event.total));
    request.addEventListener("load", () => {
      resolve(read(request.status, (name) => request.getResponseHeader(name), request.responseText));
    });
    for (const failure of ["error", "abort", "timeout"]) request.addEventListener(failure, reject);
    request.send(body);
  });
}

function read(status, header, text) {
  const ours = (header("Content-Type") ?? "").startsWith(JSON_TYPE);
  // a page in the place of our answer comes from something in between: it has not been saved
  if (status >= 500 || status === 429 || (!ours && status !== 413)) return { unreachable: true, after: seconds(header("Retry-After")) };
  if (!ours) return { trouble: "request_entity_too_large", message: "" };
  const data = JSON.parse(text);
  if (!data.trouble) return { data };
  // what came too late was kept all the same
  return { trouble: data.trouble, message: data.message, data: data.versions ? data : undefined };
}

function seconds(retryAfter) {
  if (!retryAfter) return 0;
  const number = Number(retryAfter);
  return Math.max(0, Number.isNaN(number) ? (Date.parse(retryAfter) - Date.now()) / 1000 || 0 : number);
}

// How long to wait before the next try: twice as long each time, and not at the same moment as everybody else.
export function backOff(tries, after) {
  const wait = Math.min(60, 2 ** tries) * (0.5 + Math.random());
  return 1000 * Math.max(wait, after * (1 + Math.random() / 10));
}
