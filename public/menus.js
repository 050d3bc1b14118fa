// A menu is left by Escape, which gives focus back to its button, by a press elsewhere, and by focus that goes elsewhere: it would
// cover what one comes to.
const leave = ({ type, key, target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    const holds = menu.contains(target);
    if (type === "keydown" ? key !== "Escape" : holds) continue;
    if (holds) menu.firstElementChild.focus();
    menu.open = false;
  }
};
for (const type of ["keydown", "pointerdown", "focusin"]) addEventListener(type, leave);
