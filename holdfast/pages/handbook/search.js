"use strict";
(function () {
  const box = document.getElementById("q"), list = document.getElementById("results"), found = document.getElementById("found");
  const entries = window.HANDBOOK.map(([title, place, words]) => ({title, place, words, text: (title + " " + words).toLowerCase()}));
  const most = 30;
  document.getElementById("searching").hidden = false;
  function search() {
    const asked = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = asked.length ? entries.filter(each => asked.every(word => each.text.includes(word))) : [];
    const inTitle = each => asked.every(word => each.title.toLowerCase().includes(word)) ? 0 : 1;
    hits.sort((a, b) => inTitle(a) - inTitle(b));
    list.replaceChildren(...hits.slice(0, most).map(each => {
      const row = document.createElement("li"), link = document.createElement("a"), words = document.createElement("span");
      link.href = each.place;
      link.textContent = each.title;
      words.textContent = " " + each.words;
      words.className = "dim";
      row.append(link, words);
      return row;
    }));
    found.textContent = !asked.length ? "" : hits.length > most ? hits.length + " found, the first " + most + " shown" : hits.length + " found";
  }
  box.addEventListener("input", search);
  search();
})();
