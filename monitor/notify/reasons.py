"""Why a source failed, for readers of Chinese: the sentences of errors, by what they begin with."""

from __future__ import annotations

import re

from .claims import brief, visible
from .content import Words

#: First match wins. A sentence that is not here is told as it stands.
_KNOWN = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"status (\d+), (?:\w+ )+challenge \(([^()]*)\)", "状态 {0}，要求浏览器执行脚本的验证页（{1}）"),
        (r"status (\d+), block page of a web firewall", "状态 {0}，防火墙拦截页"),
        (r"status (\d+), access denied", "状态 {0}，拒绝访问"),
        (r"status (\d+), too many requests", "状态 {0}，请求过多"),
        (r"status (\d+), “([^”]*)”", "状态 {0}，页面提示“{1}”"),
        (r"status (\d+): the site asks to come back", "状态 {0}，网站要求稍后再来"),
        (r"status (\d+) \([^()]*\), tried (\d+) times", "状态 {0}，已试 {1} 次"),
        (r"status (\d+) \(", "状态 {0}"),
        (r"none of (\d+) (?:links|entries) ", "{0} 个链接都不像文章，版面可能已改"),
        (r"the (?:listing|feed|JSON|HTML in the JSON) (?:has no (?:link|entry)|is empty)", "列表为空"),
        (r"the (?:listing|page) is only a shell", "页面只是空壳"),
        (r"the listing is (?:not the JSON|no RSS)|the JSON has no HTML", "列表格式已变"),
        (r"the site answered with a block or error page that says “([^”]*)”", "拦截页或错误页：“{0}”"),
        (r"\S+/robots\.txt forbids this address", "robots.txt 不允许读取"),
        (r".{0,300}: no answer for \S+/robots\.txt", "robots.txt 读取失败"),
        (r"not complete after ([\d.]+) s", "{0} 秒内未读完"),
        (r"the body has more than (\d+) bytes", "正文超过 {0} 字节"),
        (r"the host name (\S+) cannot be resolved", "域名 {0} 无法解析"),
        (r"more than (\d+) redirects", "重定向超过 {0} 次"),
        (r"the site asked earlier for fewer requests", "网站要求减少请求"),
        (r"refused: ", "地址在内网，不予读取"),
        (r"the page nests its elements", "页面嵌套过深"),
        (r"the page has neither text nor attachments", "页面没有正文和附件"),
        (r"internal error", "程序内部错误"),
        # What the system and the TLS library say.
        (r"(?i).{0,200}(?:timed out|timeout)", "连接超时"),
        (r"(?i).{0,200}connection refused", "连接被拒绝"),
        (r"(?i).{0,200}(?:connection reset|disconnected|broken pipe)", "连接中断"),
        (r"(?i).{0,200}certificate", "证书无效"),
    )
)


def reason_words(reason: str) -> Words:
    """Return why a source failed with the advice that belongs to it; in Chinese where the sentence is known."""
    said = visible(reason)
    return Words(in_chinese(said) or said, said, said)


def brief_words(reason: str) -> Words:
    """Return why a source failed, short."""
    said = brief(reason)
    return Words(in_chinese(visible(reason)) or said, said, said)


def in_chinese(reason: str) -> str:
    """Return a known sentence in Chinese; empty for any other."""
    for pattern, words in _KNOWN:
        if found := pattern.match(reason):
            return words.format(*found.groups())
    return ""
