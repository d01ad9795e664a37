// Days since 1970-01-01 and dates in words. No Date object: years may be 1500, 2100 or before Christ.

import { OPEN_BEGIN, OPEN_END } from './model.js';

/** Hinnant, chrono-compatible low-level date algorithms (2013). */
export function toDay(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400), ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

export function fromDay(number) {
  const z = Math.floor(number) + 719468;
  const era = Math.floor(z / 146097), ofEra = z - era * 146097;
  const yoe = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const doy = ofEra - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1, month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const two = (number) => String(number).padStart(2, '0');

export function iso(number) {
  const { year, month, day } = fromDay(number);
  const sign = year < 0 ? '-' : '';
  return `${sign}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** The day of `YYYY-MM-DD`, or of the first day of `YYYY-MM` and `YYYY`; null when it is none. A year has four figures: 202 is one half typed. */
export function parseDay(text, last = false) {
  const match = /^\s*(-?\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)?年?\s*$/.exec(text);
  if (!match) return null;
  const year = +match[1], month = match[2] ? +match[2] : last ? 12 : 1;
  if (month < 1 || month > 12) return null;
  const length = toDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - toDay(year, month, 1);
  const day = match[3] ? +match[3] : last ? length : 1;
  return day < 1 || day > length ? null : toDay(year, month, day);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function dayInWords(number, lang) {
  const { year, month, day } = fromDay(number);
  return lang === 'zh' ? `${yearInWords(year, lang)}${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${yearInWords(year, lang)}`;
}

function yearInWords(year, lang) {
  if (year > 0) return lang === 'zh' ? `${year}年` : `${year}`;
  return lang === 'zh' ? `公元前${1 - year}年` : `${1 - year} BC`;
}

/** An event's time in words, as exact as it is known and no more. */
export function timeInWords({ time, precision, begin, end, undated, upTo }, lang) {
  const zh = lang === 'zh';
  if (undated) return zh ? '无日期' : 'no date';
  const about = /[~%]/.test(time) ? (zh ? '约' : 'about ') : '';
  const doubt = /[?%]/.test(time) ? (zh ? '（存疑）' : ' (uncertain)') : '';
  return about + plain(time, precision, begin, end, upTo, lang) + doubt;
}

function plain(time, precision, begin, end, upTo, lang) {
  const zh = lang === 'zh', { year, month } = fromDay(begin);
  if (upTo || begin <= OPEN_BEGIN) return zh ? `${dayInWords(end, lang)}以前` : `until ${dayInWords(end, lang)}`;
  if (end >= OPEN_END) return zh ? `${dayInWords(begin, lang)}以来` : `since ${dayInWords(begin, lang)}`;
  if (precision === 'time') {
    const clock = /T(\d\d(?::\d\d)?)/.exec(time);
    return dayInWords(begin, lang) + (clock ? ` ${clock[1].length === 2 ? `${clock[1]}:00` : clock[1]}` : '');
  }
  if (precision === 'day' || begin === end) return dayInWords(begin, lang);
  if (precision === 'month') return zh ? `${yearInWords(year, lang)}${month}月` : `${MONTHS[month - 1]} ${yearInWords(year, lang)}`;
  if (precision === 'year') return yearInWords(year, lang);
  if (precision === 'season') {
    const place = { 3: 0, 6: 1, 9: 2, 12: 3 }[month] ?? 0;
    return zh ? `${yearInWords(year, lang)}${'春夏秋冬'[place]}季` : `${['spring', 'summer', 'autumn', 'winter'][place]} ${year}`;
  }
  if (precision === 'quarter') {
    const quarter = Math.ceil(month / 3);
    return zh ? `${yearInWords(year, lang)}第${'一二三四'[quarter - 1]}季度` : `Q${quarter} ${year}`;
  }
  if (precision === 'half') return zh ? `${yearInWords(year, lang)}${month === 1 ? '上' : '下'}半年` : `${month === 1 ? 'first' : 'second'} half of ${year}`;
  if (precision === 'decade') return zh ? `${year}年代` : `${year}s`;
  return `${dayInWords(begin, lang)} – ${dayInWords(end, lang)}`;
}

const STEPS = [
  ['day', 1], ['day', 2], ['day', 5], ['day', 10], ['month', 1], ['month', 2], ['month', 3], ['month', 6],
  ['year', 1], ['year', 2], ['year', 5], ['year', 10], ['year', 20], ['year', 50], ['year', 100], ['year', 200], ['year', 500], ['year', 1000],
];
const DAYS = { day: 1, month: 30.4, year: 365.2 };

/** Ticks of a time axis from day `low` to `high` over `width` pixels, at least `room` apart. */
export function ticks(low, high, width, lang, room = 58) {
  const perDay = width / Math.max(high - low, 1e-9);
  const [unit, step] = STEPS.find(([name, count]) => DAYS[name] * count * perDay >= room) ?? STEPS[STEPS.length - 1];
  const marks = [];
  let at = firstTick(low, unit, step);
  for (let guard = 0; guard < 400; guard++) {
    const number = toDay(at.year, at.month, at.day);
    if (number > high) break;
    if (number >= low) marks.push({ day: number, label: tickLabel(at, unit, marks.length === 0, lang) });
    at = nextTick(at, unit, step);
  }
  return marks;
}

function firstTick(low, unit, step) {
  const { year, month } = fromDay(low);
  if (unit === 'day') return { year, month, day: 1 };
  if (unit === 'month') return { year, month: month - ((month - 1) % step), day: 1 };
  return { year: Math.floor(year / step) * step, month: 1, day: 1 };
}

function nextTick({ year, month, day }, unit, step) {
  if (unit === 'year') return { year: year + step, month, day };
  if (unit === 'month') return month + step > 12 ? { year: year + 1, month: month + step - 12, day } : { year, month: month + step, day };
  const next = step === 1 ? day + 1 : day === 1 && step > 1 ? 1 + step - (step > 2 ? 1 : 0) : day + step;
  const length = toDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - toDay(year, month, 1);
  // The last tick of a month keeps its distance from the first of the next.
  if (next > length - (step > 2 ? step / 2 : 0)) return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
  return { year, month, day: next };
}

function tickLabel({ year, month, day }, unit, first, lang) {
  const zh = lang === 'zh';
  if (unit === 'year' || (month === 1 && day === 1)) return yearInWords(year, lang);
  const name = zh ? `${month}月` : MONTHS[month - 1];
  if (unit === 'month' || day === 1) return first ? (zh ? `${yearInWords(year, lang)}${name}` : `${name} ${year}`) : name;
  const exact = zh ? `${month}月${day}日` : `${day} ${name}`;
  return first ? (zh ? exact : `${exact} ${year}`) : zh ? `${day}日` : `${day}`;
}
