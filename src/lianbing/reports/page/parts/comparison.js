// Two candidates side by side: points by indicator and criterion, and the exact difference.

const comparisons = new WeakMap();

const signed = (value) => (value.n > 0n ? `+${readable(value)}` : readable(value));

// A row of the comparison; where one of the two has no number, there is no difference.
const compareRow = (level, title, most, first, second, texts) => {
  const row = make("tr", { class: level }, make("th", { scope: "row" }, ...told(title)), make("td", { class: "number" }, most));
  const difference = first && second ? minus(first, second) : null;
  const leads = [difference && difference.n > 0n, difference && difference.n < 0n];
  texts.forEach((text, side) => {
    row.append(make("td", { class: `number${leads[side] ? " leads" : ""}` }, text));
  });
  row.append(make("td", { class: "number" }, difference ? signed(difference) : "—"));
  return row;
};

const pointsOf = (own, place) => (own.criteria[place] instanceof Array ? number(own.points[place]) : null);
const pointsText = (own, place) => (own.criteria[place] instanceof Array ? own.points[place] : say(own.criteria[place]));

const compareRows = (award, first, second) => {
  const both = [first, second];
  const rows = [
    compareRow("sum", say("total"), readable(number(award.most)), ...both.map((own) => number(own.total)), both.map((own) => own.total)),
  ];
  award.indicators.forEach((indicator, place) => {
    const most = indicator.most === null ? say("no_limit") : readable(number(indicator.most));
    rows.push(compareRow("indicator", indicator.title, most, ...both.map((own) => pointsOf(own, place)), both.map((own) => pointsText(own, place))));
    indicator.criteria.forEach((criterion, part) => {
      const values = both.map((own) => (own.criteria[place] instanceof Array ? number(own.criteria[place][part]) : null));
      const limit = criterion.most === null ? say("no_limit") : readable(number(criterion.most));
      rows.push(compareRow("criterion", criterion.title, limit, ...values, values.map((value) => (value ? readable(value) : "—"))));
    });
  });
  return rows;
};

const nameOf = (own) => `${own.name}（${own.id}）`;

const compareTable = (award, first, second) => {
  const headings = [say("item"), say("most"), first.name, second.name, say("difference")];
  const head = make("tr", {}, ...headings.map((text, place) => make("th", { scope: "col", class: place ? "number" : "" }, make("bdi", {}, ...told(text)))));
  const ranks = make("tr", { class: "sum" }, make("th", { scope: "row" }, say("rank")), make("td", { class: "number" }, ""));
  for (const own of [first, second]) ranks.append(make("td", { class: "number" }, own.rank === null ? "—" : `${own.rank}`));
  ranks.append(make("td", {}));
  const caption = say("compared", nameOf(first), nameOf(second));
  const table = make(
    "table", { class: "comparison" }, make("caption", {}, ...told(caption)),
    make("thead", {}, head), make("tbody", {}, ranks, ...compareRows(award, first, second)),
  );
  return make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": caption }, table);
};

const showComparison = (tool) => {
  const award = figures.byAnchor.get(tool.dataset.award);
  const chosen = all("select", tool).map((select) => award.candidates[Number(select.value)]);
  const place = tool.querySelector(".compared");
  place.textContent = "";
  if (chosen.every(Boolean)) {
    place.append(compareTable(award, ...chosen));
    announce(say("compared", ...chosen.map((own) => own.name)));
  }
};

// Fill the choices when they are first needed; the first two candidates are there to begin with.
const prepareComparison = (tool) => {
  if (comparisons.has(tool)) return;
  comparisons.set(tool, { next: 0 });
  const award = figures.byAnchor.get(tool.dataset.award);
  all("select", tool).forEach((select, side) => {
    award.candidates.forEach((own, place) => {
      const name = own.name.length > 40 ? `${own.name.slice(0, 40)}…` : own.name;
      const id = own.id.length > 40 ? `${own.id.slice(0, 40)}…` : own.id;
      select.append(make("option", { value: place }, `${own.rank === null ? "" : `${own.rank} · `}${name}（${id}）`));
    });
    select.value = `${side}`;
    select.addEventListener("change", () => showComparison(tool));
  });
  showComparison(tool);
};

const putIntoComparison = (section, place) => {
  const tool = section.querySelector("details.compare");
  prepareComparison(tool);
  const state = comparisons.get(tool);
  const select = all("select", tool)[state.next];
  state.next = 1 - state.next;
  select.value = `${place}`;
  tool.open = true;
  showComparison(tool);
  announce(say("in_comparison", figures.byAnchor.get(tool.dataset.award).candidates[place].name));
};
