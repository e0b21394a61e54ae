// What is wider than the page scrolls inside itself; so the keyboard has to reach it.
const wide = "pre, .math, .table-wrapper, .sig";
const mark = () => {
  for (const one of document.querySelectorAll(wide)) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
};
addEventListener("DOMContentLoaded", mark);
addEventListener("load", mark);
addEventListener("resize", mark);
