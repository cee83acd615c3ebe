// Weights on trial: the award ranked anew, by the arithmetic and the rules of lianbing.insight.weights.

const trials = new WeakMap();

const exactFigures = (award) => {
  if (!award.exactFigures) {
    award.exactFigures = award.candidates.map((own) => ({
      exact: own.exacts.map(number),
      points: own.points.map((text, place) => (own.criteria[place] instanceof Array ? number(text) : ZERO)),
    }));
  }
  return award.exactFigures;
};

// Weigh a candidate's points; an indicator that is not tried keeps what it has.
const weighed = (own, factors) => {
  let total = ZERO;
  let exact = ZERO;
  const points = own.exact.map((before, place) => {
    const after = factors[place] ? times(before, factors[place]) : before;
    const given = factors[place] ? published(after, rounding) : own.points[place];
    total = sum(total, given);
    exact = sum(exact, after);
    return given;
  });
  return { points, total, exact };
};

const ranked = (award, standings) => {
  const compared = award.ranked_on === "published" ? "total" : "exact";
  return award.counted.flatMap((counted, group) => {
    const own = standings.filter((each) => each.own.group === group);
    own.sort((a, b) => compare(b[compared], a[compared]) || byText(a.own.id, b.own.id));
    let places = 0;
    own.forEach((each, place) => {
      const fresh = !place || compare(each[compared], own[place - 1][compared]) !== 0;
      if (fresh) places += 1;
      const rank = award.ties === "dense" ? places : place + 1;
      each.rank = counted ? (fresh ? rank : own[place - 1].rank) : null;
    });
    return own;
  });
};

// Rank an award under other weights, given by the number of the indicator.
const tried = (award, weights) => {
  const factors = award.indicators.map((each, place) =>
    weights[place] ? over(weights[place], number(each.most)) : null,
  );
  const found = exactFigures(award).map((own, place) => ({ own: award.candidates[place], ...weighed(own, factors) }));
  return ranked(award, found);
};

const moved = (before, after) => {
  if (before === null || after === before) return say("same");
  return after < before ? `▲ ${say("up", before - after)}` : `▼ ${say("down", after - before)}`;
};

const trialRow = (each) => {
  const { own } = each;
  const cells = [
    each.rank === null ? "—" : `${each.rank}`,
    own.rank === null ? "—" : `${own.rank}`,
    moved(own.rank, each.rank),
  ].map((text, place) => make("td", { class: place === 2 ? "moved" : "number" }, text));
  const name = make("th", { scope: "row" }, make("bdi", {}, ...told(own.name)), " ", make("span", { class: "about" }, make("bdi", {}, own.id)));
  const totals = [writtenPoints(each.total, rounding), own.total].map((text) => make("td", { class: "number" }, text));
  const points = each.points.map((value, place) =>
    make("td", { class: "number" }, own.criteria[place] instanceof Array ? writtenPoints(value, rounding) : say(own.criteria[place])),
  );
  const changed = own.rank !== each.rank ? "changed" : "";
  return make("tr", { class: changed, "data-id": own.id }, cells[0], cells[1], cells[2], name, ...totals, ...points);
};

const showTrial = (tool, award, standings) => {
  const state = trials.get(tool);
  state.standings = standings;
  state.body.textContent = "";
  state.body.append(...standings.slice(0, state.most).map(trialRow));
  state.more.hidden = standings.length <= state.most;
  const changes = standings.filter((each) => each.own.rank !== each.rank).length;
  const first = standings.filter((each) => each.rank === 1).map((each) => each.own.name);
  const said = changes ? say("trial_changed", changes, first.slice(0, 3).join(say("joint"))) : say("trial_same");
  tool.querySelector(".trial-said").textContent = said;
};

// Read the fields; what is not a lawful number is told, and nothing is computed of it.
const readWeights = (tool, award) => {
  const most = number(award.most_weight);
  const weights = {};
  let lawful = true;
  for (const each of all(".weight", tool)) {
    const field = each.querySelector("[type=text]");
    const value = number(field.value);
    const good = value !== null && value.n >= 0n && compare(value, most) <= 0;
    field.setAttribute("aria-invalid", good ? "false" : "true");
    each.querySelector(".wrong").textContent = good ? "" : `⚠ ${say("bad_weight", readable(most))}`;
    lawful = lawful && good;
    weights[each.dataset.place] = value;
  }
  return lawful ? weights : null;
};

const updateTrial = (tool) => {
  const award = figures.byAnchor.get(tool.dataset.award);
  const weights = readWeights(tool, award);
  if (!weights) {
    tool.querySelector(".trial-said").textContent = say("trial_invalid");
    tool.classList.add("stale");
    return;
  }
  tool.classList.remove("stale");
  const stated = Object.keys(weights).map((place) => number(award.indicators[place].most));
  const now = Object.values(weights).reduce(sum, ZERO);
  const same = Object.keys(weights).every((place, at) => compare(weights[place], stated[at]) === 0);
  tool.querySelector(".sum").textContent =
    say("weights_sum", readable(now), readable(stated.reduce(sum, ZERO))) + (same ? ` ${say("trial_stated")}` : "");
  showTrial(tool, award, tried(award, weights));
};

const setSlider = (slider, value, notches) => {
  // The slider stands at the nearest notch; the field beside it holds the exact weight.
  const notch = quantized(times(value, fraction(notches)), fraction(1n), "ROUND_HALF_UP");
  slider.value = `${notch.n}`;
  slider.setAttribute("aria-valuetext", written(value));
};

const prepareWeight = (tool, award, each) => {
  const notches = BigInt(award.notches);
  const [slider, field] = [each.querySelector("[type=range]"), each.querySelector("[type=text]")];
  slider.max = `${quantized(times(number(award.most_weight), fraction(notches)), fraction(1n), "ROUND_FLOOR").n}`;
  slider.addEventListener("input", () => {
    field.value = written(fraction(BigInt(slider.value), notches));
    slider.setAttribute("aria-valuetext", field.value);
    updateTrial(tool);
  });
  field.addEventListener("input", () => {
    const value = number(field.value);
    if (value && value.n >= 0n) setSlider(slider, value, notches);
    updateTrial(tool);
  });
};

const resetTrial = (tool) => {
  const award = figures.byAnchor.get(tool.dataset.award);
  for (const each of all(".weight", tool)) {
    const stated = number(award.indicators[each.dataset.place].most);
    each.querySelector("[type=text]").value = written(stated);
    setSlider(each.querySelector("[type=range]"), stated, BigInt(award.notches));
  }
  updateTrial(tool);
};

const prepareTrial = (tool) => {
  if (trials.has(tool)) return;
  const award = figures.byAnchor.get(tool.dataset.award);
  const words = tool.querySelector(".trial-words").dataset;
  const headings = [words.rank, words.rankBefore, words.change, words.candidate, words.total, words.totalBefore];
  headings.push(...award.indicators.map((each) => each.title));
  const head = make("tr", {}, ...headings.map((text, place) =>
    make("th", { scope: "col", class: place === 2 || place === 3 ? "" : "number" }, ...told(text)),
  ));
  const body = make("tbody");
  const table = make("table", { class: "trial-table" }, make("caption", {}, ...told(words.caption)), make("thead", {}, head), body);
  const more = make("button", { type: "button" }, say("show_all"));
  trials.set(tool, { body, more, most: AT_ONCE });
  more.addEventListener("click", () => {
    trials.get(tool).most = Infinity;
    showTrial(tool, award, trials.get(tool).standings);
  });
  tool.querySelector(".tried").append(
    make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": words.caption }, table), more,
  );
  for (const each of all(".weight", tool)) prepareWeight(tool, award, each);
  tool.querySelector(".reset").addEventListener("click", () => resetTrial(tool));
  resetTrial(tool);
};
