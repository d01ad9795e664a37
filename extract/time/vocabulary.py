"""The words that the lexer looks for, with the kind and value of their tokens.

`WORDS` are content words, found anywhere; `GAP_WORDS` are function words, looked up only beside
content tokens. All in Simplified script and half width.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

Entry = tuple[str, Any]


def tuple_of(words: str) -> tuple[str, ...]:
    """The words of a row, written with spaces between them."""
    return tuple(words.split())


WEEKDAYS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}

_DAYS: Final = {
    "今天": 0, "今日": 0, "本日": 0, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2, "大前天": -3, "大大前天": -4,
    "㖊日": -1, "寻日": -1, "琴日": -1, "听日": 1,
    "明天": 1, "明日": 1, "后天": 2, "后日": 2, "大后天": 3, "大大后天": 4,
}  # fmt: skip

_DAYS_WITH_PART: Final = {
    "今早": (0, "morning"), "今晨": (0, "morning"), "今午": (0, "noon"), "今晚": (0, "evening"), "今夜": (0, "night"),
    "昨晚": (-1, "evening"), "昨夜": (-1, "night"), "昨晨": (-1, "morning"), "昨早": (-1, "morning"),
    "昨午": (-1, "noon"), "前晚": (-2, "evening"), "前夜": (-2, "night"), "今天早些时候": (0, "morning"),
    "明早": (1, "morning"), "明晨": (1, "morning"), "明晚": (1, "evening"), "明午": (1, "noon"), "后晚": (2, "evening"),
}  # fmt: skip

_YEARS: Final = {
    "今年": 0, "本年": 0, "本年度": 0, "今年度": 0, "今岁": 0, "去年": -1, "去年度": -1, "上年": -1, "上年度": -1,
    "上一年": -1, "上一年度": -1, "昨年": -1, "去岁": -1, "前年": -2, "大前年": -3, "明年": 1, "明年度": 1, "来年": 1,
    "下一年": 1, "下一年度": 1, "下年度": 1, "后年": 2, "大后年": 3,
}  # fmt: skip

_MONTHS: Final = {
    "本月": 0, "这个月": 0, "本月份": 0, "这月": 0, "上月": -1, "上个月": -1, "上一个月": -1, "上月份": -1,
    "上上月": -2,
    "上上个月": -2, "下月": 1, "下个月": 1, "下一个月": 1, "下月份": 1, "下下月": 2, "下下个月": 2,
}  # fmt: skip

_ANAPHORIC_DAYS: Final = {
    "当天": (0, None), "当日": (0, None), "同日": (0, None), "同一天": (0, None), "同一日": (0, None),
    "那天": (0, None), "那一天": (0, None), "这一天": (0, None), "这天": (0, None), "当晚": (0, "evening"),
    "同日晚": (0, "evening"), "当夜": (0, "night"), "当天晚些时候": (0, None), "当天早些时候": (0, None),
    "当日晚些时候": (0, None), "当日早些时候": (0, None), "是日": (0, None), "即日": (0, None), "同天": (0, None),
    "次日": (1, None), "翌日": (1, None), "第二天": (1, None), "第二日": (1, None), "隔天": (1, None),
    "隔日": (1, None),
    "翌晨": (1, "morning"), "次晨": (1, "morning"), "翌晚": (1, "evening"), "次晚": (1, "evening"),
    "后一天": (1, None), "转天": (1, None), "第三天": (2, None), "第三日": (2, None), "第四天": (3, None),
    "前一天": (-1, None), "前一日": (-1, None), "前一晚": (-1, "evening"), "前一天晚": (-1, "evening"),
    "头一天": (-1, None), "早一天": (-1, None),
}  # fmt: skip

_ANAPHORIC_YEARS: Final = {
    "同年": 0, "当年": 0, "那一年": 0, "那年": 0, "该年": 0, "该年度": 0, "这一年": 0, "同一年": 0, "当年度": 0,
    "次年": 1, "翌年": 1, "第二年": 1, "隔年": 1, "转年": 1, "后一年": 1, "第三年": 2, "前一年": -1,
}  # fmt: skip

_ANAPHORIC_MONTHS: Final = {
    "同月": 0, "当月": 0, "该月": 0, "同一个月": 0, "那个月": 0, "次月": 1, "翌月": 1, "前一个月": -1, "前一月": -1,
    "上一月": -1,
}  # fmt: skip

_PARTS_OF_DAY: Final = {
    "凌晨": "dawn", "清晨": "morning", "早晨": "morning", "早上": "morning", "早间": "morning", "一早": "morning",
    "清早": "morning", "大清早": "morning", "上午": "morning", "中午": "noon", "正午": "noon", "午间": "noon",
    "下午": "afternoon", "午后": "afternoon", "傍晚": "evening", "晚上": "evening", "晚间": "evening",
    "傍晚时分": "evening", "夜间": "night", "夜里": "night", "夜晚": "night", "深夜": "night", "午夜": "midnight",
    "半夜": "night", "子夜": "midnight", "深夜时分": "night", "黎明": "dawn", "拂晓": "dawn", "黎明前": "dawn",
    "入夜": "evening", "入夜后": "evening", "晚些时候": "late", "早些时候": "early", "稍晚": "late",
    "稍早": "early", "稍晚时候": "late", "稍早时候": "early", "稍早前": "early", "全天": "day", "后半夜": "dawn",
    "前半夜": "night", "黄昏": "evening", "早盘": "morning", "午盘": "noon", "尾盘": "afternoon",
    "下午时分": "afternoon",
}  # fmt: skip

STANDALONE_PARTS: Final = frozenset(
    tuple_of(
        "凌晨 清晨 早晨 早上 早间 上午 中午 正午 下午 午后 傍晚 晚上 晚间 傍晚时分 深夜 午夜 夜间 黎明前 入夜后 入夜"
    )
)
"""Parts of the day that are a time of their own, without a date beside them."""

_QUARTERS: Final = {
    "首季": (1, None), "首季度": (1, None), "末季": (4, None), "春季度": (1, None), "本季": (None, 0),
    "本季度": (None, 0), "这一季度": (None, 0), "当季": (None, 0), "上季": (None, -1), "上季度": (None, -1),
    "上一季": (None, -1), "上一季度": (None, -1), "上个季度": (None, -1), "前一季": (None, -1),
    "前一季度": (None, -1), "下季": (None, 1), "下季度": (None, 1), "下一季": (None, 1), "下一季度": (None, 1),
    "下个季度": (None, 1), "上上个季度": (None, -2), "下下个季度": (None, 2),
    "Q1": (1, None), "Q2": (2, None), "Q3": (3, None), "Q4": (4, None),
}  # fmt: skip

_HALVES: Final = {
    "上半年": "h1", "下半年": "h2", "前半年": "h1", "后半年": "h2", "上半年度": "h1", "下半年度": "h2",
    "上个半年": "h1",
    "上半月": "m1", "下半月": "m2", "上半周": "w1", "下半周": "w2", "上半叶": "c1", "下半叶": "c2", "前半叶": "c1",
    "后半叶": "c2", "上半期": "h1", "下半期": "h2", "前半期": "h1", "后半期": "h2",
}  # fmt: skip

_MONTH_PARTS: Final = {
    "上旬": "first", "中旬": "second", "下旬": "third", "月上旬": "first", "月中旬": "second", "月下旬": "third",
    "月初": "early", "月底": "late", "月末": "late", "月中": "mid",
    "月尾": "late", "月头": "early",
}  # fmt: skip

_YEAR_PARTS: Final = {
    "年初": "early", "年底": "late", "年末": "late", "岁末": "late", "年尾": "late", "年底时": "late",
    "年头": "early", "岁初": "early", "年中": "mid", "年内": "within", "年中旬": "mid",
}  # fmt: skip

_SEASONS: Final = {
    "春天": 21, "春季": 21, "夏天": 22, "夏季": 22, "秋天": 23, "秋季": 23, "冬天": 24, "冬季": 24, "今春": 221,
    "今夏": 222, "今秋": 223, "今冬": 224, "初春": 21, "初夏": 22, "初秋": 23, "初冬": 24, "暮春": 21, "盛夏": 22,
    "深秋": 23,
    "隆冬": 24, "早春": 21, "晚秋": 23, "寒冬": 24, "去冬": 124, "去秋": 123, "去夏": 122, "去春": 121,
}  # fmt: skip
"""100 is added for the year before, 200 for this one; the others need a year beside them."""

_CENTURIES: Final = {"上世纪": -1, "上个世纪": -1, "上一世纪": -1, "本世纪": 0, "新世纪": 0, "下世纪": 1, "下个世纪": 1}

FESTIVALS: Final = {
    # word: (key, kind of calendar). Lunar keys are month-day, fixed ones MM-DD, terms their name.
    **dict.fromkeys(("除夕", "除夕夜", "大年三十", "年三十", "大年夜", "岁除", "年三十晚"), "lunar:eve"),
    **dict.fromkeys(tuple_of("春节 农历新年 大年初一 新春佳节 中国新年 农历春节 中国春节 阴历新年"), "lunar:1-1"),
    **dict.fromkeys(("元宵", "元宵节", "上元节", "元宵佳节"), "lunar:1-15"),
    **dict.fromkeys(("龙抬头", "龙头节", "二月二"), "lunar:2-2"),
    **dict.fromkeys(("上巳节", "三月三"), "lunar:3-3"),
    **dict.fromkeys(("浴佛节", "佛诞", "佛诞日"), "lunar:4-8"),
    **dict.fromkeys(("端午", "端午节", "端阳节", "端午佳节"), "lunar:5-5"),
    **dict.fromkeys(("七夕", "七夕节", "乞巧节"), "lunar:7-7"),
    **dict.fromkeys(("中元节", "盂兰节", "盂兰盆节", "中元普渡"), "lunar:7-15"),
    **dict.fromkeys(("中秋", "中秋节", "中秋夜", "中秋佳节"), "lunar:8-15"),
    **dict.fromkeys(("重阳", "重阳节", "重九"), "lunar:9-9"),
    **dict.fromkeys(("下元节",), "lunar:10-15"),
    **dict.fromkeys(("腊八", "腊八节"), "lunar:12-8"),
    **dict.fromkeys(("小年",), "lunar:12-23"),
    **dict.fromkeys(("元旦", "元旦节", "新年第一天"), "fixed:1-1"),
    "情人节": "fixed:2-14",
    **dict.fromkeys(("妇女节", "三八节", "三八妇女节", "国际妇女节", "三八国际妇女节"), "fixed:3-8"),
    "女生节": "fixed:3-7",
    "植树节": "fixed:3-12",
    "消费者权益日": "fixed:3-15",
    "愚人节": "fixed:4-1",
    "世界地球日": "fixed:4-22",
    **dict.fromkeys(("五一", "五一节", "劳动节", "五一劳动节", "国际劳动节", "五一国际劳动节"), "fixed:5-1"),
    **dict.fromkeys(("五四", "青年节", "五四青年节"), "fixed:5-4"),
    **dict.fromkeys(("六一", "儿童节", "六一儿童节", "国际儿童节", "六一国际儿童节"), "fixed:6-1"),
    "六四": "fixed:6-4",
    **dict.fromkeys(("七一", "建党节", "七一建党节"), "fixed:7-1"),
    "美国独立日": "fixed:7-4",
    "独立日": "fixed:7-4",
    **dict.fromkeys(("八一", "建军节", "八一建军节"), "fixed:8-1"),
    "教师节": "fixed:9-10",
    "九一八": "fixed:9-18",
    **dict.fromkeys(("十一", "国庆", "国庆节", "十一国庆节", "国庆日"), "fixed:10-1"),
    **dict.fromkeys(("双十", "双十节", "双十国庆"), "fixed:10-10"),
    **dict.fromkeys(("万圣节", "万圣夜", "万圣节前夜"), "fixed:10-31"),
    **dict.fromkeys(("双十一", "双11", "光棍节"), "fixed:11-11"),
    **dict.fromkeys(("双十二", "双12"), "fixed:12-12"),
    "一二九": "fixed:12-9",
    **dict.fromkeys(("国家公祭日", "公祭日"), "fixed:12-13"),
    **dict.fromkeys(("平安夜", "圣诞夜", "圣诞前夜"), "fixed:12-24"),
    **dict.fromkeys(("圣诞", "圣诞节"), "fixed:12-25"),
    "节礼日": "fixed:12-26",
    **dict.fromkeys(("跨年夜", "新年前夜", "新年前夕"), "fixed:12-31"),
    "母亲节": "nth:5-7-2",
    "父亲节": "nth:6-7-3",
    "感恩节": "nth:11-4-4",
    "黑色星期五": "nth:11-4-4+1",
    **dict.fromkeys(("复活节", "复活节星期日"), "easter:0"),
    "耶稣受难日": "easter:-2",
    **dict.fromkeys(("清明", "清明节"), "term:清明"),
    **{name: f"term:{name}" for name in ("立春", "雨水", "惊蛰", "春分", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑",
       "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒")},
    **{f"大年初{name}": f"lunar:1-{day}" for day, name in enumerate("一二三四五六七八九十", start=1)},
    **{f"年初{name}": f"lunar:1-{day}" for day, name in enumerate("一二三四五六七八九十", start=1)},
}  # fmt: skip
"""Named days. lunar:M-D, fixed:M-D, nth:M-weekday-n(+days), easter:±days, term:name."""

_REPEATED: Final = {
    "每年": "P1Y", "每月": "P1M", "每个月": "P1M", "每周": "P1W", "每星期": "P1W", "每个星期": "P1W", "每礼拜": "P1W",
    "每天": "P1D", "每日": "P1D", "每晚": "P1D", "每天早上": "P1D", "每季": "P3M", "每季度": "P3M", "每个季度": "P3M",
    "每半年": "P6M", "每小时": "PT1H", "每个小时": "PT1H", "每逢周末": "P1W", "每隔一年": "P2Y", "每个周末": "P1W",
    "每个工作日": "P1D", "每周工作日": "P1W", "每分钟": "PT1M", "每年度": "P1Y",
}  # fmt: skip

_LUNAR_MONTHS: Final = {"正月": 1, "腊月": 12, "冬月": 11, "元月": 1}

_LUNAR_DAYS: Final = {
    **{f"初{name}": day for day, name in enumerate("一二三四五六七八九十", start=1)},
    **{f"廿{name}": 20 + day for day, name in enumerate("一二三四五六七八九", start=1)},
    "廿": 20,
    **{f"月初{name}": day for day, name in enumerate("一二三四五六七八九十", start=1)},
}  # fmt: skip


def _weeks() -> dict[str, Entry]:
    """上周, 本星期, 下下个礼拜 … and the same with a weekday or 末 behind."""
    words: dict[str, Entry] = {}
    offsets = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2, "下下下": 3, "": None}
    offsets |= {"上一": -1, "下一": 1, "这一": 0}
    for word, offset in offsets.items():
        for between in ("", "个") if word not in ("", "本") else ("",):
            for name in ("周", "星期", "礼拜"):
                stem = word + between + name
                if offset is not None:
                    words[stem] = ("周", offset)
                    words[stem + "末"] = ("末", offset)
                for char, number in WEEKDAYS.items():
                    if name != "周" or char != "天":
                        words[stem + char] = ("曜", (offset, number))
    for name in ("周", "星期", "个星期", "礼拜", "逢周", "逢星期"):
        words |= {f"每{name}{char}": ("恒", "P1W") for char in WEEKDAYS}
    words["周末"] = words["周末假期"] = ("末", None)
    return words


@lru_cache(maxsize=1)
def words() -> dict[str, Entry]:
    """Every content word with the kind and value of its token."""
    table: dict[str, Entry] = _weeks()
    table |= {word: ("今", (offset, None)) for word, offset in _DAYS.items()}
    table |= {word: ("今", value) for word, value in _DAYS_WITH_PART.items()}
    table |= {word: ("岁", offset) for word, offset in _YEARS.items()}
    table |= {word: ("本", offset) for word, offset in _MONTHS.items()}
    table |= {word: ("当", value) for word, value in _ANAPHORIC_DAYS.items()}
    table |= {word: ("同", offset) for word, offset in _ANAPHORIC_YEARS.items()}
    table |= {word: ("该", offset) for word, offset in _ANAPHORIC_MONTHS.items()}
    table |= {word: ("晨", part) for word, part in _PARTS_OF_DAY.items()}
    table |= {word: ("季", value) for word, value in _QUARTERS.items()}
    table |= {word: ("半", key) for word, key in _HALVES.items()}
    table |= {word: ("旬", key) for word, key in _MONTH_PARTS.items()}
    table |= {word: ("终", key) for word, key in _YEAR_PARTS.items()}
    table |= {word: ("春", code) for word, code in _SEASONS.items()}
    table |= {word: ("世", ("relative", offset)) for word, offset in _CENTURIES.items()}
    table |= {word: ("节", key) for word, key in FESTIVALS.items()}
    table |= {word: ("腊", (month, False)) for word, month in _LUNAR_MONTHS.items()}
    table |= {word: ("廿", day) for word, day in _LUNAR_DAYS.items()}
    table |= dict.fromkeys(("农历", "阴历", "旧历", "夏历"), ("农", None))
    table |= {word: ("恒", period) for word, period in _REPEATED.items()}
    table |= {f"今明两{unit}": ("双", (code, 0, 1)) for unit, code in (("天", "D"), ("日", "D"), ("年", "Y"))}
    table |= {f"明后两{unit}": ("双", (code, 1, 2)) for unit, code in (("天", "D"), ("日", "D"), ("年", "Y"))}
    table |= {f"昨今两{unit}": ("双", ("D", -1, 0)) for unit in ("天", "日")}
    table |= {f"去今两{unit}": ("双", ("Y", -1, 0)) for unit in ("年",)}
    table["元月"] = ("月", 1)
    table["新的一年"] = ("岁", "new")
    table |= dict.fromkeys(BLOCKED, ("禁", None))
    return table


_FUNCTIONS: Final = {
    "至": "至 到 / - -- — —— – ~ ～ ― − 一直到 直至 直到 到了",
    "、": "、 和 与 及 以及 跟",
    "或": "或 或者 或是",
    "的": "的 之",
    "（": "(",
    "）": ")",
    "，": ",",
    "自": "自 从 自从 打从 早从 打自 从于",
    "由": "由",
    "于": "于 在",
    "来": "以来 来",
    "起": "起 开始 起始",
    "迄": "至今 迄今 到现在 至现在 迄今为止 至今为止 到目前为止",
    "前": "前",
    "先": "之前 以前 及以前 及之前 或之前 或以前",
    "后": "后 过后 的后",
    "继": "之后 以后 及以后 及之后 或之后 或以后",
    "内": "内 之内 以内 里 时间里 时间内 的时间里 的时间内 间 之间 中间 当中",
    "截": "截至 截止 截止到 截至到 截止至",
    "近": "近 最近 过去 过去的 此前 以往 刚刚过去的 刚过去的 短短 在过去 这",
    "未": "未来 今后 接下来 接下来的 此后 往后 今后的 未来的",
    "许": "左右 前后 许 上下 许左右",
    "约": "约 大约 大概 约为 约在 将近",
    "底": "底 末 末期 后期 晚期 末叶 尾 月底 月末",
    "初": "初 伊始 初期 早期 前期 之初 初叶",
    "央": "中期 中叶 中",
    "晚": "晚 早 晨 午 夜",
    "每": "每 每逢 每隔 逢 每个",
    "尽": "日 年 月",
    "比": "同期",
    "区": "当地时间 北京时间 本地时间 香港时间 台北时间 东京时间 美东时间 "
    "日本时间 韩国时间 台湾时间 纽约时间 伦敦时间 莫斯科时间 格林尼治时间 格林威治时间 美国东部时间 T",
    "头": "头 首",
    "又": "又 零 余",
    "仅": "仅 仅仅 的前",
    "尾": "最后 最後 后",
    "引": '“ " 「',
}
"""Function words, looked up only beside content tokens: the kind and its words."""


@lru_cache(maxsize=1)
def functions() -> dict[str, Entry]:
    """Every function word with its kind; the value is the word itself."""
    table: dict[str, Entry] = {}
    for kind, row in _FUNCTIONS.items():
        for word in row.split():
            table.setdefault(word, (kind, word))
    return table


PREFIX_KINDS: Final = "自由于近未截每约前头区"
"""Kinds of function words that may stand before an expression."""

SUFFIX_KINDS: Final = "来起迄前先后继内许底初央晚比"
"""Kinds of function words that may stand behind an expression."""

BLOCKED: Final = tuple_of(
    "五年规划 五年计划 十年规划 三年规划 晚间新闻 早间新闻 午间新闻 明天系 明天集团 黄金周末 九月九的酒 "
    "三月三歌 中午饭 早上好 中秋起义 星期日报 年终奖 年中工作 年终总结 十一届 十一国 十一五 十二五 十三五 "
    "十四五 十五五 九二共识 三八线 七七事变 九一八事变 九一八事件 五四运动 五四精神 六四事件 八一南昌 "
    "一二九运动 二二八事件 九一一 九·一一 9·11 9.11 911 9-11 7-Eleven 7-11 三个代表 二十大 十九大 十八大 "
    "一带一路 一国两制 一日千里 一日三餐 一年之计 一日之计 一天到晚 三天打鱼 三年五载 百年大计 百年老店 "
    "一年一度 十年如一日 十年树木 百日维新 一时间 一年四季 出现在 今日头条 明日之星 明日之后 昨日重现 "
    "明日之子 今日俄罗斯 今日美国 十月革命 二月革命 清明上河图 春节联欢晚会 春夏秋冬 一夜之间 一朝一夕 "
    "千年等一回 五月花 三月街 四月天 六月雪 一天天 日日夜夜 一年年 有朝一日 百年未有 八月瓜 十月怀胎 七月流火 "
    "每时每刻 一时之间 三六九等 五一路 五一广场 八一路 八一队 八一厂 八一勋章 七一勋章 七一讲话 双十协定 "
    "六一居士 五四青年奖章 周一鸣 周一围 周三径 周日亮 一二线 一二三 二三四 一天一夜 半夜三更 大半夜 "
    "星期五餐厅 黑色星期一 黑色星期四 光棍节快乐 明天会更好 昨天今天 三天两头 一年到头 千秋万代 万年青 "
    "百年孤独 千百年来 几千年来 二月河 一日为师 明日复明日"
)
"""Names and idioms that hold the words of a time and are none."""
