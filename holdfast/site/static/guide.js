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

  // The questions: the title of the tab follows, and the question's heading is what is read out and focused.
  const form = document.getElementById("questions");
  if (form) {
    const title = document.title;
    const skip = document.querySelector(".govuk-skip-link");
    const follow = () => {
      const screen = [...form.querySelectorAll(".question")].find((each) => `#${each.id}` === location.hash);
      document.title = screen ? `${screen.dataset.title}: ${screen.querySelector("h1").innerText} – ${title}` : title;
      skip.setAttribute("href", screen ? location.hash : "#main"); // else it would lead back to the first question
      if (screen) screen.focus({ preventScroll: true });
      const other = document.querySelector("[data-keeps-place]");
      if (other) other.setAttribute("formaction", other.getAttribute("formaction").split("#")[0] + location.hash);
    };
    addEventListener("hashchange", follow);
    follow();
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.type !== "text") return;
      event.preventDefault();
      event.target.closest(".question").querySelector("[data-continue]").click();
    });
  }

  // "None of these" and "not sure" stand alone.
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.type !== "checkbox" || !box.checked) return;
    for (const each of box.closest("fieldset").querySelectorAll("input[type=checkbox]")) {
      if (each !== box && (box.hasAttribute("data-alone") || each.hasAttribute("data-alone"))) each.checked = false;
    }
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
    for (const each of document.querySelectorAll("[data-without-script]")) each.hidden = true;
  }
  // On paper nothing is folded away.
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details")) each.open = true;
  });

  const mistake = document.querySelector("[data-focus]");
  if (mistake) mistake.focus();
})();
