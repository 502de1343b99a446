// On the pages without fields: sends what this browser still keeps, and asks before the link is closed with texts unsent.
import * as keeping from "./keeping.js";
import { deliver, showKept } from "./delivering.js";
import { word } from "./telling.js";

async function look() {
  const kept = await keeping.ofClosedPages(keeping.all());
  if (!kept.length) return;
  const left = await deliver(kept);
  if (left.length) showKept(word("left"), left);
  else showKept(word("delivered"), []);
}

document.getElementById("close")?.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!keeping.all().length) return;
  event.preventDefault();
  const left = await deliver(keeping.all());
  if (left.length && !window.confirm(word("closing"))) return showKept(word("left"), left);
  keeping.all().forEach(keeping.remove);
  form.submit();
});

window.addEventListener("online", look);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
look();
