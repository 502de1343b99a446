// One question of the page: its fields, what the service has of them, and what stands beside it.
import { same } from "./keeping.js";
import { renew } from "./renewing.js";
import { whenStill } from "./stillness.js";

const FIELD = "q_";
const HOPELESS = 100_000;
const MISTAKE = '.error[id^="e-"]';
const REMOVAL = /-remove$/; // a file is removed by a button, never by a pause in writing

export class Question {
  constructor(element, form) {
    this.element = element;
    this.id = element.id.replace(/^k-/, "");
    this.label = element.querySelector(".question__text")?.innerText.trim() ?? "";
    this.whose = form.elements.whose.value;
    this.section = form.dataset.section;
    this.page = form.elements.page.value;
    this.versionField = element.querySelector(`input[name="v_${this.id}"]`);
    this.beside = document.getElementById(`b-${this.id}`);
    // what came back with a mistake was not saved, and is not sent again as it is
    this.wrong = this.#mistakesOfPage();
    const wrong = Object.keys(this.wrong).length > 0;
    // as the page came: somebody may have written on before this runs
    this.came = this.#read((field) => DEFAULTS[kindOf(field)](field));
    // nor need a page have been saved that came back in the other language
    this.confirmed = wrong || form.elements.refilled.value ? null : JSON.stringify(this.came);
    this.refused = wrong ? JSON.stringify(this.came) : null;
    this.kept = false;
    this.rivalled = false;
    this.refusedFile = null;
  }

  get controls() {
    return [...this.element.querySelectorAll("input, select, textarea")].filter(
      (one) => one.name.startsWith(FIELD) && !REMOVAL.test(one.name),
    );
  }

  get fileField() {
    return this.controls.find((field) => field.type === "file") ?? null;
  }

  get file() {
    return this.fileField?.files[0] ?? null;
  }

  get fields() {
    return this.#read((field) => VALUES[kindOf(field)](field));
  }

  get text() {
    return JSON.stringify(this.fields);
  }

  get version() {
    return this.versionField.value;
  }

  // Whether the service does not have the fields as they are.
  get unsaved() {
    return this.text !== this.confirmed;
  }

  // Whether kept fields say what the page came with, or what is written now: then nothing is lost without them.
  has(entry) {
    return same(entry.fields, this.came) || same(entry.fields, this.fields);
  }

  get toSend() {
    return this.unsaved && this.text !== this.refused;
  }

  get entry() {
    const { whose, section, id: question, label, page, version, fields } = this;
    return { whose, section, question, label, page, version, fields };
  }

  // What is many times too long is not even sent: {field id: [characters that fit, characters too many]}.
  get hopeless() {
    const texts = this.controls.filter((field) => field.dataset.limit && field.value.length > 20 * field.dataset.limit + HOPELESS);
    return texts.map((field) => [field.id, Number(field.dataset.limit), field.value.length - field.dataset.limit]);
  }

  // Write kept fields back. The rows that they need beyond those of the page cannot be: false then.
  fill(entry) {
    const waiting = new Map();
    for (const [name, value] of entry.fields) waiting.set(name, [...(waiting.get(name) ?? []), value]);
    const names = new Set(this.controls.map((field) => field.name));
    if ([...waiting].some(([name, values]) => !names.has(name) && values.some(Boolean))) return false;
    for (const field of this.controls) {
      const values = waiting.get(field.name) ?? [];
      if (kindOf(field) === "box") field.checked = values.includes(field.value);
      else if (kindOf(field) !== "file") field.value = values[0] ?? "";
    }
    this.page = entry.page;
    this.versionField.value = entry.version;
    return true;
  }

  // The service has `text` now, in this version.
  confirm(text, version) {
    Object.assign(this, { confirmed: text, refused: null, wrong: {} });
    this.versionField.value = version;
    this.showMistakes();
  }

  // The service cannot take `text`, because of `wrong`: messages by the id of their field. Told when the writer goes on.
  refuse(text, wrong) {
    Object.assign(this, { refused: text, wrong });
    if (!this.focused) this.showMistakes();
  }

  owns(fieldId) {
    return fieldId.startsWith(`${FIELD}${this.id}-`);
  }

  get focused() {
    return this.element.contains(document.activeElement);
  }

  restored(words) {
    const line = Object.assign(document.createElement("p"), { className: "notice", textContent: words });
    this.element.insertBefore(line, this.beside);
  }

  // Never under the hands of somebody who is using it.
  showBeside(html) {
    whenStill(() => {
      if (this.beside && html !== undefined && !this.beside.contains(document.activeElement)) renew(this.beside, html);
    });
  }

  showMistakes() {
    whenStill(() => {
      for (const place of this.element.querySelectorAll(MISTAKE)) {
        const fieldId = place.id.replace(/^e-/, "");
        const message = this.wrong[fieldId];
        place.textContent = message ?? "";
        place.hidden = !message;
        mark(document.getElementById(fieldId), place.id, Boolean(message));
      }
    });
  }

  #mistakesOfPage() {
    const told = [...this.element.querySelectorAll(`${MISTAKE}:not([hidden])`)];
    return Object.fromEntries(told.map((place) => [place.id.replace(/^e-/, ""), place.textContent]));
  }

  #read(valueOf) {
    return this.controls.map((field) => [field.name, valueOf(field)]).filter(([, value]) => value !== null);
  }
}

const kindOf = (field) => {
  if (field.type === "file") return "file";
  if (field.type === "checkbox" || field.type === "radio") return "box";
  return field.tagName === "SELECT" ? "select" : "text";
};
const VALUES = {
  file: () => null,
  box: (field) => (field.checked ? field.value : null),
  select: (field) => field.value,
  text: (field) => field.value,
};
const DEFAULTS = {
  file: () => null,
  box: (field) => (field.defaultChecked ? field.value : null),
  select: (field) => [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value ?? "",
  text: (field) => field.defaultValue,
};

// Tie a field, or the group of its boxes, to its mistake, for those who do not see it.
function mark(field, placeId, isWrong) {
  const target = field && kindOf(field) === "box" ? field.closest("fieldset") : field;
  if (!target) return;
  const ids = new Set((target.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean));
  if (isWrong) ids.add(placeId);
  else ids.delete(placeId);
  target.toggleAttribute("aria-invalid", false);
  if (isWrong) target.setAttribute("aria-invalid", "true");
  if (ids.size) target.setAttribute("aria-describedby", [...ids].join(" "));
  else target.removeAttribute("aria-describedby");
}
