"""Texts that want to be more than text: 200 of them, for every field of a picture."""

from itertools import product

_RUNS = "window.pwned=1"
_PAYLOADS = [
    f"<script>{_RUNS}</script>",
    f"</script><script>{_RUNS}</script>",
    f"<img src=x onerror={_RUNS}>",
    f"<svg onload={_RUNS}>",
    f"<svg><script>{_RUNS}</script></svg>",
    f"<math><mtext></mtext><script>{_RUNS}</script></math>",
    f"<iframe srcdoc='<script>parent.{_RUNS}</script>'></iframe>",
    f"<a href='javascript:{_RUNS}'>href</a>",
    f"javascript:{_RUNS}",
    f"<details open ontoggle={_RUNS}>",
    f"<input autofocus onfocus={_RUNS}>",
    f"<body onload={_RUNS}>",
    f"<style>@import 'data:,*{{color:red}}'</style><b style=background:url(//x)>{_RUNS}</b>",
    f"<template><script>{_RUNS}</script></template>",
    f"<!--<script>{_RUNS}//",
    f"]]><script>{_RUNS}</script>",
    f"{{{{ {_RUNS} }}}}{{% raw %}}",
    f"${{{_RUNS}}}`+({_RUNS})+`",
    f"\u2028{_RUNS}\u2029",
    "__proto__",
    "constructor",
    "\u202e\u2066right to left\u2069",
    "lone \ud800 surrogate \udfff",
    "null \x00 bell \x07 escape \x1b[31m",
    "&lt;b&gt; &amp;#x3c;",
]
_AROUND = ["{}", "'{}", '"{}', '"><x y="{}', "%3C{}", "\\u003c{}", "重庆{}大学", "{}\n{}"]
HOSTILE = [around.replace("{}", one) for one, around in product(_PAYLOADS, _AROUND)]
LONG = "<b>长</b>" * 14_000  # 100 kB and more
