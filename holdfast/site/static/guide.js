// What the guide does better with a script. Without one everything works: nothing here is needed, and nothing is stored or sent.
(() => {
  "use strict";

  // Exit this page: at once, and not back here by the Back button. Shift three times does the same.
  const exit = document.querySelector("[data-exit]");
  const leave = () => {
    document.body.dataset.leaving = exit.dataset.leaving;
    document.body.classList.add("leaving");
    document.title = exit.dataset.leaving;
    location.replace(exit.href);
  };
  let presses = 0;
  let timer = 0;
  if (exit) {
    exit.querySelector(".exit__keys").hidden = false;
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    document.addEventListener("keyup", (event) => {
      if (event.repeat) return;
      clearTimeout(timer);
      presses = event.key === "Shift" ? presses + 1 : 0;
      if (presses === 3) leave();
      timer = setTimeout(() => { presses = 0; }, 5000);
    });
    addEventListener("pageshow", () => document.body.classList.remove("leaving"));
  }
})();
