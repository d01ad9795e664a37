// Words of the page in Chinese and English.

const ZH = {
  name: '纪事', search: '搜索人物、机构、事件…', searchHint: '汉字、拼音或首字母', clear: '清除', noHits: '没有找到', hitsActors: '参与者', hitsEvents: '事件与原句',
  counts: (e, a, all) => `${e} 事件${all > e ? `（共 ${all}）` : ''} · ${a} 参与者`, of: (n) => `（共 ${n}）`, filters: '筛选', export: '导出', theme: { auto: '自动', light: '浅色', dark: '深色' },
  themeLabel: '明暗', language: 'EN', languageLabel: 'Switch to English', view: '视图', map: '总览', near: '近景', table: '列表', main: '主要人物', all: '全部节点',
  breadthLabel: '网络画出多少', lanes: { auto: '自动', story: '故事线', swim: '泳道' }, lanesLabel: '时间线画法', time: '时间', from: '起', to: '止', reset: '全部时间',
  play: '播放', pause: '暂停', earlier: (n) => `‹ 更早 ${n}`, later: (n) => `更晚 ${n} ›`, undated: (n) => `无日期 ${n}`, network: '网络', timeline: '时间线', evidence: '证据',
  overview: '概览', hint: '点选人物看其经历；点选事件看原句与出处。', most: '事件最多的参与者', kinds: '事件类型', keys: '按键', close: '关闭', back: '返回',
  keyList: [['/', '搜索'], ['← →', '上一个、下一个事件'], ['[ ]', '移动时间窗'], ['+ −', '放大、缩小'], ['0', '全部时间'], ['Esc', '清除']],
  articles: '文章', events: '事件', actors: '参与者', span: '时间跨度', aliases: '又名', roles: '职务', country: '国家', wikidata: '维基数据', coactors: '共同出现',
  standing: '任职与隶属', theirEvents: (n) => `${n} 个事件`, more: (n) => `再列 ${n} 个`, together: (n) => `${n} 次`, participants: '参与者', place: '地点', date: '日期', published: '发布',
  comma: '、', colon: '：', partIs: (name, value) => '年月日时分世纪'.includes(name) ? `${value}${name}` : `${name} ${value}`, partsSaid: (list) => `写明：${list}`, partsFilled: (list) => `补出：${list}`, fromPublished: (day) => `据发布日 ${day}`, fromWords: (words, value) => `据“${words}”${value ? `（${value}）` : ''}`,
  timeRules: { clause: '本小句所写', sentence: '本句所写', occasion: '报道之日', 'publish day': '取发布日', 'told at': '说话之时', report: '同文别处', anniversary: '由周年推算' },
  parts: { year: '年', month: '月', day: '日', weekday: '星期', weeks: '周', days: '相对日', months: '相对月', years: '相对年', quarter: '季度', quarters: '相对季', season: '季节', half: '半', section: '段', part: '时段', hour: '时', minute: '分', amount: '时长', unit: '', festival: '节日', lunar: '农历', century: '世纪', centuries: '相对世纪', decade: '年代', zone: '时区', utc_offset: '时差', beijing_day: '北京日期', ordinal: '序数', fiscal: '财年', later: '其后' },
  reports: (n) => `${n} 篇报道`, report: '报道', source: '出处', original: '打开原文', disagree: '说法不一',
  claimed: '引述：只有当事方这样说', claimedHere: '此处为引述', inferred: '日期系推断', stance: '立场', mode: '方式', modality: '情态', origin: '纪念', figure: '数字', claim: '所述', trigger: '触发词', timeWord: '时间词',
  types: '类型', modalities: '情态', stances: '立场', outlets: '来源', none: '（无）', showAll: '全部显示', hideAll: '全部隐藏', png: 'PNG 图片', svg: 'SVG 矢量图', csv: 'CSV 表格', jsonld: 'JSON-LD 数据',
  exportHint: (n) => `当前选择：${n} 个事件`, empty: '没有事件', emptyText: '这份材料里没有读出事件。', nothing: '此处没有事件', nothingText: '放宽时间窗或筛选即可看到更多。', hiddenByWindow: '事件都在时间窗之外。', hiddenByFilters: '事件都被筛选隐藏。', hiddenByBoth: '事件都在时间窗之外或被筛选隐藏。', allFilters: '取消筛选', unresolved: '未能定到日期', dayForm: '年份写四位：2022、2022-03、2022-03-05', loading: '正在展开…',
  failed: '无法展开', failedText: '此文件的数据不完整，请重新生成或重新下载。', leftOut: (n) => `另有 ${n} 个事件因篇幅未收入此页`, several: (n) => `此处 ${n} 个事件`, undatedList: (n) => `${n} 个事件无日期`, outside: '时间窗外', moreHits: (n) => `另有 ${n} 个事件，全部列出`, type: '类型', sentence: '原句',
  page: (a, b, n) => `${a}–${b}，共 ${n}`, previous: '上一页', sortBy: (name) => `按${name}排序`, next: '下一页', histLabel: '每段时间的事件数，拖动以选取时间窗', lanesCanvas: '每位参与者一条线，共同的事件使线相会', mapCanvas: '参与者网络；同一批内容见列表与右侧',
  selected: '已选', copied: '', uncertain: '日期不确定', legend: '图例', looks: { happened: '已发生', intended: '计划或可能', not: '没有发生', some: '数件中有已发生的', vague: '日期不确定', lasting: '历时数日' }, nearHint: '由 vis-network 绘制', noPick: '先选一位参与者，或缩小时间窗', zoomIn: '放大', zoomOut: '缩小', fit: '适合窗口', nearLeft: (e, a) => `画出联系最多的，略去 ${e} 个事件、${a} 位参与者`, nearTies: (n, m, e) => `画出联系最多的 ${n} 位参与者（共 ${m}），${e} 个事件合为连线`, nearJoined: (e) => `${e} 个事件合为连线`,
  listed: (n, m) => `列出最多的 ${n} 个（共 ${m}）`, denied: '图形模块未能载入', lanesOf: (n) => `${n} 条线`, yes: '是', values: '取值', fields: { time: '时间', place: '地点', participants: '参与者', modality: '情态', type: '类型', mode: '方式', quantity: '数字', figure: '数字', initiator: '发起方' },
};

const many = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

const EN = {
  name: 'Jishi', search: 'Search people, bodies, events…', searchHint: 'Hanzi, pinyin or initials', clear: 'Clear', noHits: 'Nothing found', hitsActors: 'Actors', hitsEvents: 'Events and sentences',
  counts: (e, a, all) => `${all > e ? `${e} of ${many(all, 'event')}` : many(e, 'event')} · ${many(a, 'actor')}`, of: (n) => ` of ${n}`, filters: 'Filter', export: 'Export', theme: { auto: 'Auto', light: 'Light', dark: 'Dark' },
  themeLabel: 'Theme', language: '中文', languageLabel: '切换到中文', view: 'View', map: 'Overview', near: 'Close-up', table: 'Table', main: 'Main actors', all: 'All nodes',
  breadthLabel: 'How much the network shows', lanes: { auto: 'Auto', story: 'Storylines', swim: 'Swimlanes' }, lanesLabel: 'How the timeline is drawn', time: 'Time', from: 'From', to: 'To', reset: 'All time',
  play: 'Play', pause: 'Pause', earlier: (n) => `‹ ${n} earlier`, later: (n) => `${n} later ›`, undated: (n) => `${n} undated`, network: 'Network', timeline: 'Timeline', evidence: 'Evidence',
  overview: 'Overview', hint: 'Choose an actor to follow it; choose an event to read its sentence and source.', most: 'Most active', kinds: 'Types of events', keys: 'Keys', close: 'Close', back: 'Back',
  keyList: [['/', 'search'], ['← →', 'previous, next event'], ['[ ]', 'move the window'], ['+ −', 'zoom'], ['0', 'all time'], ['Esc', 'clear']],
  articles: 'articles', events: 'events', actors: 'actors', span: 'Span', aliases: 'Also', roles: 'Offices', country: 'Country', wikidata: 'Wikidata', coactors: 'Together with',
  standing: 'Offices and memberships', theirEvents: (n) => many(n, 'event'), more: (n) => `Show ${n} more`, together: (n) => `${n}×`, participants: 'Participants', place: 'Place', date: 'Date', published: 'Published',
  comma: ', ', colon: ': ', partIs: (name, value) => `${name} ${value}`, partsSaid: (list) => `said: ${list}`, partsFilled: (list) => `filled in: ${list}`, fromPublished: (day) => `from the publishing day ${day}`, fromWords: (words, value) => `from “${words}”${value ? ` (${value})` : ''}`,
  timeRules: { clause: 'in its clause', sentence: 'in its sentence', occasion: 'the day reported on', 'publish day': 'the publishing day', 'told at': 'when it was said', report: 'elsewhere in the text', anniversary: 'counted from the anniversary' },
  parts: { days: 'relative day', months: 'relative month', years: 'relative year', weeks: 'week', quarters: 'relative quarter', part: 'part of the day', amount: 'length', unit: '', centuries: 'relative century', lunar: 'lunar calendar', utc_offset: 'offset', beijing_day: 'day in Beijing', fiscal: 'fiscal year', zone: 'time zone', section: 'part', ordinal: 'ordinal', later: 'days after' },
  reports: (n) => many(n, 'report'), report: 'Report', source: 'Source', original: 'Open the article', disagree: 'Reports disagree',
  claimed: 'Claimed: told only in quoted words', claimedHere: 'claimed here', inferred: 'date inferred', stance: 'Stance', mode: 'Mode', modality: 'Modality', origin: 'Commemorates', figure: 'Figure', claim: 'Claim', trigger: 'trigger', timeWord: 'time',
  types: 'Type', modalities: 'Modality', stances: 'Stance', outlets: 'Source', none: '(none)', showAll: 'Show all', hideAll: 'Hide all', png: 'PNG image', svg: 'SVG drawing', csv: 'CSV table', jsonld: 'JSON-LD data',
  exportHint: (n) => `Selection: ${many(n, 'event')}`, empty: 'No events', emptyText: 'Nothing was read from this material.', nothing: 'Nothing here', nothingText: 'Widen the window or the filters to see more.', hiddenByWindow: 'All its events lie outside the window.', hiddenByFilters: 'The filters hide all its events.', hiddenByBoth: 'All its events lie outside the window or are hidden by filters.', allFilters: 'No filters', unresolved: 'not resolved to a date', dayForm: 'Year in four figures: 2022, 2022-03, 2022-03-05', loading: 'Unfolding…',
  failed: 'This page cannot unfold', failedText: 'Its data are damaged or incomplete: build or download it again.', leftOut: (n) => `${n} more ${n === 1 ? 'event' : 'events'} did not fit into this page`, several: (n) => `${many(n, 'event')} here`, undatedList: (n) => `${many(n, 'event')} without a date`, outside: 'outside the window', moreHits: (n) => `${many(n, 'more event')} found: list all`, type: 'Type', sentence: 'Sentence',
  page: (a, b, n) => `${a}–${b} of ${n}`, previous: 'Previous', sortBy: (name) => `Sort by ${name}`, next: 'Next', histLabel: 'Events over time; drag to choose a window', lanesCanvas: 'One line an actor; lines meet at shared events', mapCanvas: 'Network of actors; the same content is in the table and the panel',
  selected: 'Selected', copied: '', uncertain: 'uncertain date', legend: 'Legend', looks: { happened: 'happened', intended: 'planned or possible', not: 'did not happen', some: 'some of several happened', vague: 'uncertain date', lasting: 'lasts for days' }, nearHint: 'drawn by vis-network', noPick: 'Choose an actor first, or narrow the window', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Fit', nearLeft: (e, a) => `The best-connected; left out: ${many(e, 'event')}, ${many(a, 'actor')}`, nearTies: (n, m, e) => `The ${n} best-connected of ${many(m, 'actor')}; ${many(e, 'event')} drawn as ties`, nearJoined: (e) => `${many(e, 'event')} drawn as ties`,
  listed: (n, m) => `the ${n} most frequent of ${m}`, denied: 'The drawing module did not load', lanesOf: (n) => many(n, 'line'), yes: 'yes', values: 'values', fields: { time: 'Date', initiator: 'Initiator', figure: 'Figure' },
};

export const words = (lang) => lang === 'zh' ? ZH : EN;

/** The word for `key` in one of the tables above, or `key` itself; whatever it is called, it finds no method. */
export const wordFor = (table, key) => Object.hasOwn(table, key) ? table[key] : key;

/** The label of a numbered word (type, role, stance …); '' for none. */
export function label(rows, number, lang) {
  return number ? rows[number - 1][lang] : '';
}

/** The same as the start of a line: with a capital where the script has them. */
export function heading(rows, number, lang) {
  const text = label(rows, number, lang);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
