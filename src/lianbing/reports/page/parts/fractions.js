// Exact arithmetic: fractions of whole numbers of any size, rounded and written as the library does.

const gcd = (a, b) => {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
};

const fraction = (n, d = 1n) => {
  const common = gcd(n, d) || 1n;
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / common, d: (sign * d) / common };
};

const ZERO = fraction(0n);
const sum = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
const minus = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
const times = (a, b) => fraction(a.n * b.n, a.d * b.d);
const over = (a, b) => fraction(a.n * b.d, a.d * b.n);
const compare = (a, b) => {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
};

// A number as people and the library write it: 12, 12.5 or 25/2; null for anything else.
const number = (text) => {
  const found = /^\s*(-?)(\d{1,4000})(?:\.(\d{1,4000})|\/(\d{1,4000}))?\s*$/.exec(text);
  if (!found || (found[4] !== undefined && /^0+$/.test(found[4]))) return null;
  const sign = found[1] ? -1n : 1n;
  if (found[4] !== undefined) return fraction(sign * BigInt(found[2]), BigInt(found[4]));
  const decimals = found[3] || "";
  return fraction(sign * BigInt(found[2] + decimals), 10n ** BigInt(decimals.length));
};

// Whether what was cut off moves the last digit away from 0; by the rounding modes of Python's decimal.
const AWAY = {
  ROUND_CEILING: (whole, half, negative) => !negative,
  ROUND_FLOOR: (whole, half, negative) => negative,
  ROUND_DOWN: () => false,
  ROUND_UP: () => true,
  ROUND_HALF_UP: (whole, half) => half >= 0,
  ROUND_HALF_DOWN: (whole, half) => half > 0,
  ROUND_HALF_EVEN: (whole, half) => half > 0 || (half === 0 && whole % 2n === 1n),
  ROUND_05UP: (whole) => whole % 5n === 0n,
};

const quantized = (value, step, mode) => {
  const count = over(value, step);
  const negative = count.n < 0n;
  const size = negative ? -count.n : count.n;
  const whole = size / count.d;
  const rest = size % count.d;
  const half = rest * 2n < count.d ? -1 : rest * 2n > count.d ? 1 : 0;
  const rounded = rest && AWAY[mode](whole, half, negative) ? whole + 1n : whole;
  return times(fraction(negative ? -rounded : rounded), step);
};

const published = (exact, rounding) => (rounding.step.n ? quantized(exact, rounding.step, rounding.mode) : exact);

const without = (value, prime) => {
  let count = 0;
  while (value % prime === 0n) [value, count] = [value / prime, count + 1];
  return [count, value];
};

// As a decimal where it ends, else as n/d.
const written = (value) => {
  const [twos, odd] = without(value.d, 2n);
  const [fives, rest] = without(odd, 5n);
  if (rest !== 1n) return `${value.n}/${value.d}`;
  const places = Math.max(twos, fives);
  if (!places) return `${value.n}`;
  const size = value.n < 0n ? -value.n : value.n;
  const digits = `${(size * 10n ** BigInt(places)) / value.d}`.padStart(places + 1, "0");
  return `${value.n < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

// Published points, with the decimals of the rounding step.
const writtenPoints = (value, rounding) => {
  const exact = written(value);
  const step = written(rounding.step);
  if ((exact + step).includes("/") || !step.includes(".")) return exact;
  const [whole, decimals = ""] = exact.split(".");
  return `${whole}.${decimals.padEnd(step.split(".")[1].length, "0")}`;
};

// An exact number for people; one that would be long is given nearly, too.
const readable = (value) => {
  const exact = written(value);
  if (!exact.includes("/") && (exact.split(".")[1] || "").length <= 10) return exact;
  const nearly = written(quantized(value, fraction(1n, 10000n), "ROUND_HALF_UP"));
  return exact.length <= 20 ? `${exact} ≈ ${nearly}` : `≈ ${nearly}`;
};
