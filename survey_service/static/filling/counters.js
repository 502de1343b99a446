// How much room a text has left: seen at once, said only when the writer pauses near the limit. Nothing is ever cut off,
// and the limit stands in words under the question, so that all works without this.
import { word } from "../saving/telling.js";

const PAUSE_MS = 1_000;
const NEAR = 50;
const NEAR_SHARE = 0.1;
const ALWAYS_SEEN = 1_000;

const form = document.getElementById("answers");
const spoken = document.getElementById("counted");
const language = document.documentElement.lang;
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const counters = new WeakMap();
let timer = 0;

// Characters as the service counts them: without what stands around the text, an emoji as what it is made of.
const left = (field) => Number(field.dataset.limit) - [...field.value.trim()].length;

function told(count) {
  const name = count < 0 ? "over" : "left";
  const form = plurals.select(Math.abs(count)) === "one" ? "One" : "Other";
  return word(name + form, { count: numbers.format(Math.abs(count)) });
}

const isNear = (field, count) => count <= NEAR || count <= Number(field.dataset.limit) * NEAR_SHARE;

function counter(field) {
  if (!counters.has(field)) {
    const line = Object.assign(document.createElement("p"), { className: "counter" });
    line.setAttribute("aria-hidden", "true");
    field.after(line);
    counters.set(field, line);
  }
  return counters.get(field);
}

function show(field) {
  const count = left(field);
  const line = counter(field);
  line.textContent = told(count);
  line.hidden = !field.value || count > Math.max(field.dataset.limit / 2, ALWAYS_SEEN);
  line.classList.toggle("counter--over", count < 0);
}

function say(field) {
  const count = left(field);
  spoken.textContent = document.activeElement === field && isNear(field, count) ? told(count) : "";
}

const isCounted = (field) => field.matches("textarea[data-limit]");

form.addEventListener("input", ({ target }) => {
  if (!isCounted(target)) return;
  show(target);
  window.clearTimeout(timer);
  timer = window.setTimeout(say, PAUSE_MS, target);
});
form.addEventListener("focusin", ({ target }) => isCounted(target) && show(target));
form.addEventListener("focusout", () => {
  window.clearTimeout(timer);
  spoken.textContent = "";
});
for (const field of form.querySelectorAll("textarea[data-limit]")) show(field);
