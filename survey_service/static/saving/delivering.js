// Sends what this browser kept of pages that are closed, and shows what could not be sent, to be copied or downloaded.
import * as keeping from "./keeping.js";
import { connection, post } from "./sending.js";
import { word } from "./telling.js";

const LINK_TROUBLES = new Set(["link_missing", "link_unknown", "link_expired", "link_revoked", "stale_form"]);

export const isLinkTrouble = (trouble) => LINK_TROUBLES.has(trouble);

export const fieldsOf = (key, entries) => [
  ["csrf_token", key],
  ["whose", entries[0].whose],
  ["page", entries[0].page],
  ...entries.flatMap((entry) => [[`v_${entry.question}`, entry.version], ...entry.fields]),
];

// Kept texts of the response whose link is open, one by one, each against the version that it was written against.
// Gives those that are still not with the service.
export async function deliver(entries) {
  const { dataset } = document.getElementById("words");
  const answer = entries.length ? await connection(dataset.connection) : {};
  if (!answer.data) return entries;
  const left = [];
  for (const entry of entries) {
    if (entry.whose === answer.data.whose && (await delivered(dataset.section, answer.data.csrf_token, entry))) {
      keeping.drop(entry);
    } else {
      left.push(entry);
    }
  }
  return left;
}

async function delivered(address, key, entry) {
  const { data } = await post(address.replace("SECTION", encodeURIComponent(entry.section)), fieldsOf(key, [entry]));
  return Boolean(data?.versions) && Object.keys(data.wrong).length === 0;
}

// `why`: a sentence; the texts stand below it as long as there are any.
export function showKept(why, entries) {
  const notice = document.getElementById("kept");
  if (!notice) return;
  notice.hidden = entries.length === 0 && !why;
  notice.querySelector(".kept__why").textContent = why;
  notice.querySelector("textarea").value = keeping.asText(entries);
  notice.querySelector(".kept__texts").hidden = entries.length === 0;
}

const notice = document.getElementById("kept");
notice?.querySelector(".kept__copy").addEventListener("click", async (event) => {
  const field = notice.querySelector("textarea");
  field.closest("details").open = true;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // where the clipboard is closed to scripts, the selected text can still be copied
  }
  event.target.textContent = word("copied");
});
notice?.querySelector(".kept__download").addEventListener("click", () => {
  const file = new Blob([notice.querySelector("textarea").value], { type: "text/plain;charset=utf-8" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "ennakko.txt" });
  link.click();
  URL.revokeObjectURL(link.href);
});
