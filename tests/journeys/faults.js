// What axe does not look for: gives sentences about what is wrong with the page that is shown.
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
  const words = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const named = (element, attribute) =>
    (element.getAttribute(attribute) ?? "").split(/\s+/).map((id) => words(document.getElementById(id))).join(" ").trim();
  const nameOf = (element) =>
    named(element, "aria-labelledby") ||
    element.getAttribute("aria-label") ||
    [...(element.labels ?? [])].map(words).join(" ") ||
    words(element);

  const width = document.documentElement.scrollWidth;
  if (width > window.innerWidth) faults.push(`reflow: the page is ${width} px wide`);

  const ids = new Set();
  for (const { id } of document.querySelectorAll("[id]")) {
    if (ids.has(id)) faults.push(`twice: the id ${id}`);
    ids.add(id);
  }

  // whoever hears a list of fields or buttons must be able to tell them apart
  const names = new Set();
  for (const control of document.querySelectorAll("button, input:not([type=hidden]), select, textarea")) {
    if (!shown(control)) continue;
    const groups = [];
    for (let at = control.parentElement; at; at = at.parentElement) {
      if (at.matches("fieldset")) groups.unshift(words(at.querySelector(":scope > legend")));
      else if (at.matches("[role=group], nav, section, form, article")) groups.unshift(groupName(at));
    }
    const isButton = control.matches("button");
    const name = [control.type, ...(isButton ? [] : groups), nameOf(control)].join(" | ");
    if (names.has(name)) faults.push(`same name: ${name}`);
    names.add(name);
  }
  function groupName(element) {
    return named(element, "aria-labelledby") || element.getAttribute("aria-label") || "";
  }

  for (const field of document.querySelectorAll("[aria-invalid=true]")) {
    const told = (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id));
    if (!told.some((element) => element?.matches(".error") && words(element))) faults.push(`no error told: ${field.id}`);
  }
  for (const anchor of document.querySelectorAll('main a[href^="#"]')) {
    if (!document.getElementById(anchor.hash.slice(1))) faults.push(`leads nowhere: ${anchor.hash}`);
  }
  return faults;
}
