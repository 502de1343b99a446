// Nothing on the page moves between the press and the release of a pointer: what it was aimed at stays below it.
let pressed = false;
let waiting = [];

export function whenStill(act) {
  if (pressed) waiting.push(act);
  else act();
}

function released() {
  pressed = false;
  const acts = waiting;
  waiting = [];
  // after the click that belongs to the release
  window.setTimeout(() => acts.forEach((act) => act()), 0);
}

window.addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel", "blur"]) window.addEventListener(end, released, true);
