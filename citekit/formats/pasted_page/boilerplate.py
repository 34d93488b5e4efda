"""Furniture of a site: navigation, cookie banners, share bars, and the headings that end the work."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from citekit.language.fold import fold

__all__ = ["ends_work", "is_boilerplate", "is_share_button"]

_BUTTONS: Final = frozenset(
    """
    about; about us; accept; accept all; accept all cookies; accept cookies; ad; advert; advertisement;
    advertising; all rights reserved; back; back to top; bookmark; bluesky; breadcrumb; careers; cart;
    cite; cite this; close; comment; comments; contact; contact us; continue; cookie policy;
    cookie settings; cookies; copy link; copy url; customize; customise; decline; donate; donate now;
    download; download pdf; download the pdf; download the full report; download report; e-mail; email;
    email this; en; english; events; experts; explore; facebook; faq; feedback; follow; follow us;
    font size; gift this article; give feedback; go to content; help; history; home; homepage; i agree;
    imprint; instagram; jobs; join; language; latest; latest news; learn more; like; link; linkedin;
    listen; listen to article; listen to this article; live; loading; log in; log out; login;
    manage cookies; manage preferences; mastodon; media; menu; more; more options; my account;
    navigation; newsletter; newsletters; next; next article; no thanks; open menu; open search;
    opens in a new tab; our experts; our work; pdf; pinterest; play; podcasts; previous;
    previous article; print; print this page; privacy; privacy policy; privacy settings; programs;
    projects; publications; purchase; read more; reddit; register; reject; reject all; reprints;
    research; reset; resources; rss; save; save article; save for later; search; search this site;
    see all; sections; select language; send; services; settings; share; share article;
    share on facebook; share on linkedin; share on twitter; share on whatsapp; share on x; share this;
    share this article; share this page; share this post; share this story; share via email; show more;
    sign in; sign out; sign up; site map; sitemap; skip navigation; skip to content;
    skip to main content; skip to main; skip to navigation; sponsored; start free trial; store;
    subscribe; subscribe now; support us; telegram; terms; terms of service; terms of use; text size;
    this is an advertisement; threads; toggle navigation; topics; topic; translate; tweet; twitter;
    video; videos; view all; view pdf; view comments; whatsapp; x; xing; youtube; your account;
    your privacy; world; us; u.s.; uk; europe; asia; africa; americas; middle east; politics; business;
    economy; markets; finance; sports; sport; culture; arts; books; health; science; technology; tech;
    climate; environment; lifestyle; style; travel; food; weather; obituaries; news; newsroom;
    news & events; opinions; data; analysis; insights; multimedia; photos; print edition; edition;
    today's paper; most read; most popular; trending; top stories; breaking news; abonnieren;
    akzeptieren; alle akzeptieren; alle cookies akzeptieren; ablehnen; anmelden; anzeige;
    artikel drucken; artikel teilen; barrierefreiheit; datenschutz; drucken; einloggen; einstellungen;
    hauptmenü; impressum; inhalt; kommentare; kontakt; kultur; menü; merken; nachrichten; politik;
    presse; registrieren; schließen; seite drucken; seite teilen; sport; startseite; suche; suchen;
    teilen; themen; wirtschaft; wissenschaft; zum hauptinhalt springen; zum inhalt;
    zum inhalt springen; zurück; zustimmen; mehr erfahren; accepter; accueil; accéder au contenu;
    aller au contenu; aller au contenu principal; connexion; contact; fermer; imprimer; lire aussi;
    mentions légales; partager; partager l'article; politique; rechercher; recherche; refuser;
    s'abonner; se connecter; s'identifier; tout accepter; tout refuser; économie; international;
    société; en savoir plus; aceptar; aceptar todo; aceptar todas; buscar; cerrar; compartir; contacto;
    economía; imprimir; iniciar sesión; inicio; internacional; ir al contenido; noticias; política;
    rechazar; saltar al contenido; sociedad; suscríbete; suscribirse; ver más; actualidad; accedi;
    accetta; cerca; condividi; stampa; aceitar; compartilhar; partilhar; entrar; pesquisar; início;
    delen; inloggen; zoeken; dela; logga in; الرئيسية; مشاركة; شارك; طباعة; بحث; القائمة; تسجيل الدخول;
    اشترك; أخبار; سياسة; اقتصاد; رياضة; ثقافة; ホーム; メニュー; 検索; ログイン; 印刷; 共有; シェア;
    シェアする; ツイート; トップ; ニュース; お問い合わせ; 記事を保存; 首页; 搜索; 登录; 分享; 打印;
    新闻; 菜单; главная; поиск; войти; поделиться; печать; новости; меню
    """.split(";")
)
"""What stands on a button or in a menu. A line that is one of these, or several in a row, is furniture."""

_ENDS: Final = frozenset(
    """
    references; bibliography; works cited; notes; endnotes; footnotes; sources; citations; literature;
    related; related articles; related stories; related content; related publications; related posts;
    related reports; related topics; related research; related links; related reading; read next;
    up next; recommended; recommended for you; recommended reading; recommended articles;
    you may also like; you might also like; you might also be interested in; more from this author;
    more from the author; more on this topic; more stories; more news; more like this; more to read;
    further reading; see also; also read; also of interest; comments; leave a comment; leave a reply;
    responses; post navigation; latest posts; recent posts; most viewed; most recent; editor's picks;
    latest publications; latest reports; explore more; keep reading; what to read next;
    popular articles; other reports; cited by; similar articles; read this next; literatur;
    literaturverzeichnis; quellen; anmerkungen; fußnoten; mehr zum thema; lesen sie auch;
    weitere artikel; verwandte artikel; kommentare; das könnte sie auch interessieren;
    auch interessant; références; bibliographie; à lire aussi; lire aussi; sur le même sujet;
    commentaires; articles liés; voir aussi; bibliografía; referencias; noticias relacionadas;
    artículos relacionados; te puede interesar; comentarios; ver también; más noticias;
    articoli correlati; leggi anche; referências; leia também; المراجع; اقرأ أيضا; مواضيع ذات صلة;
    関連記事; 関連リンク; 参考文献; あわせて読みたい; 相关新闻; 相关阅读; 参考资料
    """.split(";")
)
"""Headings after which dates, names and addresses are those of other works."""

_SEPARATORS: Final = r"\s*[|•·/>»›→❯‹<]\s*|\s{2,}"


@cache
def _buttons() -> frozenset[str]:
    return frozenset(fold(button).rstrip(".") for button in _BUTTONS)


@cache
def _ends() -> frozenset[str]:
    return frozenset(fold(end) for end in _ENDS)


@cache
def _sentences() -> re.Pattern[str]:
    """Return what gives a line of furniture away though it has no fixed words."""
    return re.compile(
        r"^(?:share|tweet|email|print|like|pin)\b(?: (?:this|on|via|to|with"
        r"|the)\b.{0,40})?[\s:!]*$"
        r"|^(?:share|follow) (?:this |us |it )?(?:\w+ )?(?:on|via|with|to) .{1,60}$"
        r"|^(?:partager|teilen|compartir|condividi)\b.{0,30}[:：]?\s*$"
        r"|^(?:skip|jump) to .{1,40}$|^sign up (?:for|to)\b.{0,120}$|^subscribe to (?:our"
        r"|the)\b.{0,120}$"
        r"|^(?:get|receive) .{0,60}\b(?:newsletter|inbox|alerts)\b.{0,60}$"
        r"|^(?:enter|type) your (?:e-?mail|name)\b.{0,60}$|^by (?:clicking|continuing|using"
        r"|signing|subscribing)\b"
        r"|^(?:click|tap) here\b.{0,80}$|^(?:open|opens) in (?:a )?new (?:tab|window)"
        r"|^(?:photo|image|foto|credit|photograph|picture|video|audio)(?: credit)?\s*[:/©]"
        r"|^(?:\d[\d.,]*k?\s+)?(?:comments?|shares?|likes?|views?|claps?|retweets?|kommentare?"
        r"|commentaires?)(?:\s*\(?\d*\)?)$"
        r"|^(?:filed under|tags?|tagged|categor(?:y|ies)|keywords?|topics?|schlagw[oö]rter"
        r"|mots[- ]cl[eé]s|etiquetas|temas)\s*:"
        r"|^\d+[ -]?min(?:ute)?s?[ -](?:read|lesezeit)$|^you (?:have|'ve) (?:\d+|read"
        r"|reached)\b.{0,80}$|^(?:estimated )?reading time\b.{0,30}$"
        r"|^page \d+(?: of \d+)?$|^- ?\d{1,4} ?-$|^\[?\d{1,4}\]?$|^seite \d+(?: von \d+)?$"
        r"|^(?:an )?official website of the\b|^here.s how you know$|^you are here\b|^breaking:"
        r"|^(?:an?zeige|werbung|publicité|publicidad)$|^for subscription information\b"
        r"|^subscription information\b|^javascript\b|^please enable\b|^your browser\b"
    )


def is_boilerplate(text: str) -> bool:
    """Whether the line is furniture of the site and says nothing about the work."""
    if not any(character.isalnum() for character in text):
        return True
    if len(text) > 600:
        return False
    folded = fold(text)
    bare = folded.strip(" .:;!?*+-–—|[](){}<>»›→^#\"'")
    if bare in _buttons():
        return True
    if _sentences().search(folded) or _is_cookie_banner(text, folded):
        return True
    if len(folded) > 160:
        return False
    return _is_menu(folded)


def _is_cookie_banner(text: str, folded: str) -> bool:
    """Whether the site asks to set cookies; a headline about cookies has its words in capitals, or no "we"."""
    if "cookie" not in folded:
        return False
    words = [word for word in text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 2 < len(words) and bool(
        re.search(
            (
                r"\b(?:we|our|us|this (?:web)?site|by (?:using|continuing)|consent|accept\w*|agree"
                r"|manage)\b"
                r"|\b(?:wir|unsere\w*|diese (?:web)?seite|zustimm\w*|akzeptier\w*|einwillig\w*)\b"
                r"|\b(?:nous|notre|nos|ce site|acceptez|utilizamos|nuestr\w+|este sitio|acepta\w*"
                r"|usiamo|questo sito)\b"
            ),
            folded,
        )
    )


def _is_menu(folded: str) -> bool:
    """Whether the line is a row of buttons, or a path through the site ("Home > Reports > 2022")."""
    parts = [part.strip(" .:") for part in re.split(_SEPARATORS, folded) if part.strip(" .:")]
    if len(parts) > 1:
        known = sum(part in _buttons() for part in parts)
        return known * 2 >= len(parts) or (
            parts[0] in ("home", "startseite", "accueil", "inicio") and known > 0
        )
    words = folded.split()
    return len(words) > 2 and all(word.strip(",:") in _buttons() for word in words)


def is_share_button(text: str) -> bool:
    """Whether the line is of the kind that stands around a headline: share, print, save, listen."""
    return re.search(_SHARING, fold(text)) is not None


_SHARING: Final = (
    r"\b(?:share|tweet|print|e-?mail|save|facebook|twitter|linkedin|whatsapp|listen|copy"
    r"|follow|comments?|read|pdf"
    r"|download|teilen|drucken|partager|imprimer|compartir|gift|cite)\b"
)


def ends_work(text: str) -> bool:
    """Whether the line is a heading such as References, after which a page speaks of other works."""
    if len(text) > 60:
        return False
    folded = fold(text).strip(" .:#*=-")
    # "Comments (12)", "12 Comments", "5. References"
    folded = re.sub(r"^[\d.]+\s+|\s*\(?\d+\)?$", "", folded)
    return folded in _ends() or folded.startswith(("more from ", "more on ", "more in ", "mehr zu "))
