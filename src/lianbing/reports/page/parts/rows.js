// The standings: search, sorting, and of long tables only as many rows as are asked for.

const AT_ONCE = 100;
const shown = new WeakMap();
const foundIn = (text, asked) => text.normalize("NFKC").toLowerCase().includes(asked);
const bodies = (table) => all("tbody", table);

// Show so many of the rows that the search left.
const showRows = (table) => {
  if (!table.classList.contains("long")) return;
  const most = shown.get(table) || AT_ONCE;
  let count = 0;
  let matching = 0;
  for (const body of bodies(table)) {
    if (!body.hidden) matching += 1;
    body.classList.toggle("rest", body.hidden || matching > most);
    if (!body.hidden && matching <= most) count += 1;
  }
  moreButtons(table, count, matching);
};

const moreButtons = (table, count, matching) => {
  const place = table.parentElement;
  let bar = place.nextElementSibling;
  if (!bar || !bar.classList.contains("paging")) {
    bar = make("p", { class: "paging" });
    place.after(bar);
  }
  bar.textContent = "";
  bar.append(`${say("shown_of", count, matching)} `);
  if (count === matching) return;
  const step = Math.min(2 * AT_ONCE, matching - count);
  for (const [text, most] of [[say("show_more", step), count + step], [say("show_all"), matching]]) {
    const button = make("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      shown.set(table, most);
      showRows(table);
      announce(say("shown_of", Math.min(most, matching), matching));
    });
    bar.append(button, " ");
  }
};

const search = (asked) => {
  const wanted = asked.normalize("NFKC").toLowerCase().trim();
  let count = 0;
  for (const table of all("table.standings")) {
    for (const body of bodies(table)) {
      body.hidden = !foundIn(body.querySelector(".who").textContent, wanted);
      if (!body.hidden) count += 1;
    }
    showRows(table);
  }
  for (const left of all("[data-find]")) {
    left.hidden = !foundIn(left.querySelector(".who").textContent, wanted);
    if (!left.hidden) count += 1;
  }
  announce(wanted ? say("found", count) : "");
};

// What a column sorts by: exact numbers as numbers, the rest as text.
const sortValue = (award, body, key) => {
  const own = award.candidates[Number(body.dataset.n)];
  if (key === "rank") return own.rank === null ? null : fraction(BigInt(own.rank));
  if (key === "total") return number(own.total);
  if (key === "name") return own.name;
  if (/^\d+$/.test(key)) return own.criteria[key] instanceof Array ? number(own.points[key]) : null;
  return body.rows[0].querySelector(key === "mark" ? ".mark" : ".grade").textContent;
};

const inOrder = (a, b) => (typeof a === "string" ? a.localeCompare(b, "zh-CN") : compare(a, b));

// Sort a table; whoever has no value of the column stands last either way, equals in the order of the standings.
const sortRows = (table, key, down) => {
  const award = figures.byAnchor.get(table.dataset.award);
  const rows = bodies(table).map((body) => ({ body, place: Number(body.dataset.n), value: sortValue(award, body, key) }));
  rows.sort((a, b) => {
    const missing = (a.value === null) - (b.value === null);
    if (missing || a.value === null) return missing || a.place - b.place;
    return (down ? -1 : 1) * inOrder(a.value, b.value) || a.place - b.place;
  });
  table.append(...rows.map((row) => row.body));
  showRows(table);
};

const sorted = (table, heading, down) => {
  for (const other of all("th[aria-sort]", table)) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  sortRows(table, heading.dataset.sort, down);
  announce(say(down ? "sorted_down" : "sorted_up", heading.textContent.trim()));
};

// Names and ranks begin from the small end, points from the great one.
const startsDown = (heading) => !["rank", "name", "grade"].includes(heading.dataset.sort);

const sortable = (table) => {
  for (const heading of all("th[data-sort]", table)) {
    const button = make("button", { type: "button" }, ...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const now = heading.getAttribute("aria-sort");
      sorted(table, heading, now ? now === "ascending" : startsDown(heading));
    });
  }
  const choice = make("select");
  for (const heading of all("th[data-sort]", table)) {
    choice.append(make("option", { value: heading.dataset.sort }, heading.textContent.trim().slice(0, 60)));
  }
  choice.addEventListener("change", () => {
    const heading = all("th[data-sort]", table).find((each) => each.dataset.sort === choice.value);
    sorted(table, heading, startsDown(heading));
  });
  table.parentElement.before(make("p", { class: "sort-choice" }, make("label", {}, `${say("sort")} `, choice)));
};
