// An option that rules out the others ("none of these"): it and they take turns, and what it cleared comes back with it.
// Without this the service tells at the field that the two do not go together.
import { word } from "../saving/telling.js";

const form = document.getElementById("answers");
const spoken = document.getElementById("counted");
const cleared = new WeakMap();

// before whoever saves what has changed
form.addEventListener("change", change, true);

function change({ target }) {
  const group = target.closest("fieldset")?.querySelectorAll('input[type="checkbox"]') ?? [];
  const alone = [...group].filter((box) => "exclusive" in box.dataset);
  if (target.type !== "checkbox" || !alone.length) return;
  if (alone.includes(target)) takeTurns(target, [...group].filter((box) => box !== target));
  else if (target.checked) for (const box of alone) box.checked = false;
}

function takeTurns(box, others) {
  if (box.checked) {
    const chosen = others.filter((other) => other.checked);
    cleared.set(box, chosen);
    for (const other of chosen) other.checked = false;
    if (chosen.length) spoken.textContent = word("cleared");
  } else {
    for (const other of cleared.get(box) ?? []) other.checked = true;
    cleared.delete(box);
    spoken.textContent = "";
  }
}
