// What the page says about saving, in the words of the page itself (the data of #words).
const line = document.getElementById("saved");
const spoken = document.getElementById("saved-spoken");
let said = "";

const { lang } = document.documentElement;

export const number = (value) => value.toLocaleString(lang);
export const moment = (at) => new Date(at).toLocaleString(lang, { dateStyle: "short", timeStyle: "short" });

// what stands at the top of the page about it
const MORE = new Set(["ended", "late"]);
const linked = (text) => Object.assign(document.createElement("a"), { href: "#kept", textContent: text });

export function word(name, values = {}) {
  const text = document.getElementById("words").dataset[name] ?? "";
  return Object.entries(values).reduce((told, [key, value]) => told.replaceAll(`{${key}}`, value), text);
}

// The line in the bar. A screen reader hears when something goes wrong and when it is well again, not every pause.
export function tell(name, values = {}) {
  const text = word(name, values);
  if (line.textContent !== text) line.replaceChildren(MORE.has(name) ? linked(text) : text);
  line.dataset.state = name;
  const passing = name === "unsaved" || name === "saving" || (name === "saved" && said === "");
  if (passing || name === said) return;
  said = name === "saved" ? "" : name;
  spoken.textContent = text;
}

// For those who do not see what has come beside a question.
export function mention(name) {
  spoken.textContent = word(name);
}
