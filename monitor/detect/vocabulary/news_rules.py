"""Words that tell news from what is long past, and a page that is a document from a report about one."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from .rule import Rule, WordTable


class TimeRule(StrEnum):
    """Ids of the rules by which a sentence tells news from what is long past."""

    LONG_AGO = "time.long_ago"
    ALREADY = "time.already"
    SINCE = "time.since"
    LATER_THAN = "time.later_than"
    FROM_THEN = "time.from_then"
    LATELY = "time.lately"
    THIS_YEAR = "time.this_year"


class Age(StrEnum):
    """How long ago something happened."""

    PAST = "past"
    RECENT = "recent"


class PageRule(StrEnum):
    """Ids of the rules by which a title tells a document from a report about it."""

    EXPLAINS = "page.explains"
    REPORTS_ACT = "page.reports_act"
    REPORTS_MEETING = "page.reports_meeting"
    HEADLINE = "page.headline"
    TELLS = "page.tells"
    DATELINE = "page.dateline"
    RECENT_EVENT = "page.recent_event"
    WINNERS = "page.winners"
    SINGLE_CASE = "page.single_case"
    LOOKS_BACK = "page.looks_back"
    EXPLAINS_NEW = "page.explains_new"
    ISSUES_HERE = "page.issues_here"


class PageKind(StrEnum):
    """What a page is."""

    REPORT = "a report"
    DOCUMENT = "a document"


#: What the words before a verb say happened too long ago to be news, of documents and of programmes.
LONG_AGO: Final = WordTable(
    Rule(
        id=TimeRule.LONG_AGO,
        verdict=Age.PAST,
        pattern="此前|早在|曾经|去年|前年|近年来|近几年|[一二三四五六七八九十0-9]年来|期间|当年|历年",
        like=("此前印发", "早在2020年就", "五年来印发", "“十四五”期间印发"),
        unlike=("近日印发", "今年印发"),
        zh="此前、去年、五年来等词说的是过去",
        en="words such as 此前, 去年 and 五年来 speak of the past",
    )
)
#: The same of documents alone: an action may go on for years, a document is news for months.
EARLIER: Final = WordTable(
    Rule(
        id=TimeRule.ALREADY,
        verdict=Age.PAST,
        pattern="早已|过去|先后|多年|后不久|不久前|前不久",
        like=("先后印发", "成立后不久印发", "不久前印发"),
        unlike=("近日印发",),
        zh="先后、早已等词说的是过去",
        en="words such as 先后 and 早已 speak of the past",
    ),
    Rule(
        id=TimeRule.SINCE,
        verdict=Age.PAST,
        pattern="(?<!今年)(?<!月)(?<!春节)以来",
        like=("党的二十大以来印发",),
        unlike=("今年以来印发", "3月以来印发"),
        zh="“以来”说的是过去",
        en="以来 speaks of the past, unless of this year",
    ),
    Rule(
        id=TimeRule.LATER_THAN,
        verdict=Age.PAST,
        pattern="[月年]后，",
        like=("半年后，印发",),
        unlike=("会后，印发",),
        zh="“几个月后”说的是过去",
        en="some months later speaks of the past",
    ),
    Rule(
        id=TimeRule.FROM_THEN,
        verdict=Age.PAST,
        pattern="(?<!年)从[^，。]{0,4}$",
        like=("从最初",),
        unlike=("今年从严",),
        zh="“从……”回顾过程",
        en="从 looks back on a development",
    ),
)
#: What the words before a verb say happened lately.
LATELY: Final = WordTable(
    Rule(
        id=TimeRule.LATELY,
        verdict=Age.RECENT,
        pattern="近日|日前|近期|最近|刚刚|随后|今天|今日|昨[天日]|本周|本月|上周|当[天日]|同[日期]|会上|会议(?=经?(?:审议|表决|原则|讨论))|现场|开幕式",
        like=("近日发布的", "昨日公布的", "会上发布"),
        unlike=("去年发布的",),
        zh="近日、日前等词说的是新近的事",
        en="words such as 近日 say that it happened lately",
    )
)
#: 今年 without a month: what the year brought, told as the background of other news.
THIS_YEAR: Final = WordTable(
    Rule(
        id=TimeRule.THIS_YEAR,
        verdict=Age.PAST,
        pattern="今年(?![0-9]{1,2}月|将|拟|计划|起)",
        like=("今年，某市发布", "某市今年还印发"),
        unlike=("今年3月，某市发布", "某市今年将印发"),
        zh="今年以来的事是新闻的背景",
        en="what the year brought is the background of other news",
    )
)
#: A title with such words reports about a document and is none.
PAGE_REPORTS: Final = WordTable(
    Rule(
        id=PageRule.EXPLAINS,
        verdict=PageKind.REPORT,
        pattern="解读|答记者问|图解|一图|图说|综述|评论",
        like=("《算力方案》解读", "一图读懂算力方案"),
        unlike=("算力基础设施发展方案",),
        zh="标题是解读、图解或评论",
        en="the title is that of an explanation or comment",
    ),
    Rule(
        id=PageRule.REPORTS_ACT,
        verdict=PageKind.REPORT,
        pattern="(?:印发|出台|发布|公布|通过|读懂)《|(?:印发|发布|出台)关于|(?:印发|发布|出台)$",
        like=("工信部印发《算力方案》", "上海算力方案发布", "两部门公布《算力办法》"),
        unlike=("算力发展方案",),
        zh="标题报道印发或出台",
        en="the title reports that something is issued",
    ),
    Rule(
        id=PageRule.REPORTS_MEETING,
        verdict=PageKind.REPORT,
        pattern=(
            "发布会|^(?:[^，]{0,24}(?:[部委局省市厅办国县区会]|部门|单位))?(?:联合|将|拟|全面|正式|今天|近日)?"
            "(?:召开|举行|启动|开展|部署|强调|会见)"
        ),
        like=("工信部召开算力工作会议", "启动算力方案"),
        unlike=("算力发展规划", "大模型部署应用指引", "2026年开展算力普查实施方案"),
        zh="标题报道会议或行动",
        en="the title reports a meeting or an act",
    ),
    Rule(
        id=PageRule.HEADLINE,
        verdict=PageKind.REPORT,
        pattern="：|！|？|今起|明确|情况[和及与]",
        like=("算力方案：让企业用得起", "算力办法今起施行", "补贴发放情况和今年标准"),
        unlike=("算力管理办法",),
        zh="标题带新闻句式",
        en="the title is worded as a headline",
    ),
)
#: A title with such words may end like a document and is worded as news, where nothing else shows a document.
HEADLINES: Final = WordTable(
    Rule(
        id=PageRule.TELLS,
        verdict=PageKind.REPORT,
        pattern="我[国省市区县州]|各地|多地|首[个部份项]|两部门|多部门|加大力度|(?:推出|出台|提出|划定|圈定|锁定|敲定|亮出|晒出)|拟(?!定|态|人)|(?<![一-鿿])将|实施(?=[“《]|新)",
        like=("我国首个算力标准", "我省圈定九项重点任务", "各地加大力度实施算力政策", "某市推出算力支持措施"),
        unlike=("算力支持若干措施", "算力拟态防御规范"),
        zh="标题是新闻句式",
        en="the title is worded as news",
    )
)
#: How the text of news begins; a document's text begins with whom it is for or what it is based on.
OPENS_AS_NEWS: Final = WordTable(
    Rule(
        id=PageRule.DATELINE,
        verdict=PageKind.REPORT,
        pattern="本报|记者|通讯员|新华社|央视网|中新网|[^，。：；]{0,20}讯[（：]|[一-鿿]{2,8}[0-9]{1,2}月[0-9]{1,2}日电",
        like=("本报讯（记者某某）", "新华社北京3月1日电"),
        unlike=("各有关单位：",),
        zh="正文以电头开始",
        en="the text begins with a dateline",
    ),
    Rule(
        id=PageRule.RECENT_EVENT,
        verdict=PageKind.REPORT,
        pattern="近日|日前|近期|最近|今[天日]|昨[天日]|[0-9]{1,2}月[0-9]{1,2}日，",
        like=("近日，某市印发方案", "3月1日，某市印发方案"),
        unlike=("为加快算力发展，制定本方案",),
        zh="正文以近日发生的事开始",
        en="the text begins with what happened lately",
    ),
)
#: A notice that only names who won or was chosen is no measure.
WINNERS: Final = WordTable(
    Rule(
        id=PageRule.WINNERS,
        verdict=PageKind.REPORT,
        pattern=(
            "(?:公布|公示|印发|发布|公告|下达)[^《》]{0,80}(?:名单|入围[^，]{0,6}|入选[^，]{0,8}|获奖[^，]{0,8}|优胜[^，]{0,6}|"
            "示范(?:项目|企业|单位)|典型案例|(?:复核|评价|评选|评审|遴选|验收|考核)[^，]{0,4}结果)的(?:通知|通告|公告|公示|决定)$|"
            "(?:拟|入选|入围|获奖|推荐)[^《》]{0,40}(?:名单|结果)的?(?:公示|公告|通告)?$|名单公示$|评审结果$"
        ),
        like=(
            "关于公布2025年算力示范企业名单的通知",
            "关于公布算力揭榜任务入围单位的通知",
            "拟入选算力标杆项目名单公示",
        ),
        unlike=("关于印发《算力负面清单》的通知", "关于公布《算力办法》的公告"),
        zh="只公布入选或获奖名单",
        en="the page only names who was chosen",
    ),
    Rule(
        id=PageRule.SINGLE_CASE,
        verdict=PageKind.REPORT,
        pattern=(
            "(?:招标|中标|采购|成交|流标|废标|拍卖|挂牌|出让|转让|竞价|比选|询价|终止|招聘|聘用|录用|面试|笔试|体检|资格复审)[^《》的]{0,12}公告$|"
            "(?:表彰|表扬|授予|追授|任命|任免|免去|组成人员)(?![^《》]{0,40}(?:办法|规定|方案|细则))[^《》]{0,40}的(?:决定|通知|通告)$|"
            "奖励的决定$|(?:搬迁|停机|维护|停办|暂停服务|遗失|送达|注销|受理|听证会)[^《》的]{0,8}公告$|征求意见[^《》]{0,12}(?:反馈|采纳|结果)|(?:(?:已|通过)[^《》]{0,10}备案[^《》]{0,30}|备案(?:信息|情况|结果))的公告(?:（[^（）]{1,20}）)?$"
        ),
        like=(
            "算力中心采购项目中标公告",
            "某厅公开招聘工作人员公告",
            "关于表彰先进集体的决定",
            "关于《算力办法》征求意见的结果反馈",
        ),
        unlike=("关于印发表彰奖励办法的通知", "关于政府采购政策的公告", "关于开展备案工作的公告"),
        zh="只办理个案：招标、出让、招聘、表彰、任免、备案、征求意见的反馈",
        en="the page settles a single case: a tender, an auction, posts, honours, a filing, answers to comments",
    ),
)
#: Titles of reports, speeches and replies; what they tell of documents is the background.
LOOKS_BACK: Final = WordTable(
    Rule(
        id=PageRule.LOOKS_BACK,
        verdict=PageKind.REPORT,
        pattern="报告(?:（[^（）]{1,20}）)?$|讲话|致辞|演讲|综述|述评|回眸|回顾|纪实|巡礼|答复$|专访|访谈|专家解读|^【[^【】]{7,24}】",
        like=("数字经济发展报告（2025年）", "某某出席大会并致辞", "专家解读｜算力的意义", "【砥砺奋进新征程】算力赋能"),
        unlike=("某市印发算力方案", "报告制度管理办法", "【政策文件】算力方案"),
        zh="标题是报告、讲话、综述、专栏或答复",
        en="the title is that of a report, a speech, a survey, a series or a reply",
    )
)
#: An explanation that offices publish together with a new document; a comment by experts is none.
EXPLAINS_NEW: Final = WordTable(
    Rule(
        id=PageRule.EXPLAINS_NEW,
        verdict=PageKind.REPORT,
        pattern=(
            "^(?:【?(?:一图(?:读懂|速览|看懂)|一张图(?:读懂|看懂)|图解|图说|图文解读|漫画解读|视频解读|音频解读|政策解读|政策图解|政策问答|官方解读|"
            "文件解读|答记者问|解读)】?)[ ]?[｜|丨：:]?[ ]?|》(?:的)?(?:政策|图文|文字|热点)?(?:解读|图解|问答|起草说明)(?:材料|稿|说明)?$|"
            "》[^《》]{0,12}(?:答记者问|答问|回答记者提问)$|读懂(?=《)|(?<!专家)(?<!媒体)解读(?=《[^《》]{4,80}》$)|》[^《》]{0,8}(?:新闻发布会|吹风会)|(?:政策|文字|图文)解读$"
        ),
        like=(
            "一图读懂《算力办法》",
            "关于《算力办法》的解读",
            "有关负责人就《算力办法》答记者问",
            "某部解读《算力办法》",
            "《算力办法》的起草说明",
        ),
        unlike=("专家解读｜《算力办法》的意义", "专家解读《算力办法》", "《算力办法》实施一周年综述"),
        zh="与文件同时公布的解读或图解",
        en="an explanation that is published with a new document",
    )
)
#: The sentence by which a page issues its document.
ISSUES_HERE: Final = WordTable(
    Rule(
        id=PageRule.ISSUES_HERE,
        verdict=PageKind.DOCUMENT,
        pattern=(
            "现(?:将|就|予|印发|公布|发布|公开|批准|征求)|印发(?:给)?你们|征求意见|予以(?:公布|公告|印发)|"
            "决定(?:开展|成立|废止|修改|组织|在|面向|对)"
        ),
        like=("现将《算力方案》印发给你们", "我部决定开展试点"),
        unlike=("推进算力建设",),
        zh="正文说现将文件印发",
        en="the text says that the document is hereby issued",
    )
)
