// The start: the page works without a script, and each thing that needs one is prepared when it is first used.

document.documentElement.classList.add("js");

const themed = (theme) => {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};

const soon = (work) => {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(work, 120);
  };
};

document.addEventListener("DOMContentLoaded", () => {
  started();
  for (const table of all("table.standings")) {
    sortable(table);
    showRows(table);
  }
  const field = document.getElementById("search");
  field.addEventListener("input", soon(() => search(field.value)));
  for (const choice of all("[name=theme]")) choice.addEventListener("change", () => themed(choice.value));
  // An event of opening does not rise, but it can be met on the way down.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.open) return;
    if (target.classList.contains("why")) opened(target);
    if (target.classList.contains("compare")) prepareComparison(target);
    if (target.classList.contains("trial")) prepareTrial(target);
  }, true);
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
});
