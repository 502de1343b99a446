// Texts that the service does not have yet, kept by this browser: one entry for a question of an opened page.
//
// An entry is {whose, section, question, label, page, version, fields, at}: whose response it belongs to, the fields as
// [name, value] pairs, and which version of the answer they were written against. Files are never kept.
const PREFIX = "ennakko:";
const MOMENT_MS = 250;
const MOMENTS = 12;

const keyOf = (entry) => `${PREFIX}${entry.whose}:${entry.question}:${entry.page}`;

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // refused by the browser's settings
  }
}

export function keep(entry) {
  try {
    storage().setItem(keyOf(entry), JSON.stringify({ ...entry, at: Date.now() }));
    return true;
  } catch {
    return false; // no storage, or no room in it
  }
}

export function works() {
  const probe = { whose: "", question: "", page: "probe", fields: [] };
  const kept = keep(probe);
  if (kept) remove(probe);
  return kept;
}

// What was written after the service had confirmed an entry stays.
export function drop(entry) {
  const key = keyOf(entry);
  const kept = read(key);
  if (kept && JSON.stringify(kept.fields) === JSON.stringify(entry.fields)) remove(entry);
}

export function remove(entry) {
  storage()?.removeItem(keyOf(entry));
}

export function all(whose = null) {
  const store = storage();
  if (!store) return [];
  return Object.keys(store)
    .filter((key) => key.startsWith(PREFIX))
    .map(read)
    .filter((entry) => entry && Array.isArray(entry.fields) && (whose === null || entry.whose === whose))
    .sort((one, other) => one.at - other.at);
}

function read(key) {
  try {
    return JSON.parse(storage().getItem(key));
  } catch {
    return null; // not ours
  }
}

// Says to this browser's other pages that this one lives: what a living page keeps, it saves by itself.
export function live(page) {
  navigator.locks?.request(PREFIX + page, () => new Promise(() => {}));
}

// Those whose page is closed; a page that is just being replaced gets some moments to go.
export async function ofClosedPages(entries) {
  if (!navigator.locks || !entries.length) return entries;
  let open = await openPages();
  for (let moments = 0; moments < MOMENTS && entries.some((entry) => open.has(PREFIX + entry.page)); moments += 1) {
    await new Promise((resolve) => window.setTimeout(resolve, MOMENT_MS));
    open = await openPages();
  }
  return entries.filter((entry) => !open.has(PREFIX + entry.page));
}

async function openPages() {
  return new Set((await navigator.locks.query()).held.map((lock) => lock.name));
}

// Whether two lists of fields say the same: the service keeps no space around a text.
export function same(one, other) {
  const bare = (fields) => JSON.stringify(fields.map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  return bare(one) === bare(other);
}

export function asText(entries) {
  return entries
    .map((entry) => [entry.label, ...entry.fields.map(([, value]) => value).filter(Boolean)].join("\n"))
    .join("\n\n");
}
