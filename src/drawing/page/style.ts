import { dark, declarationsOf, light } from '../palette.ts'

const lightPaper = '--paper:#fff;--text:#1b1b1b;--soft:#5c5c5c;--line:#d9d9d9;--card:#f7f7f8'
const darkPaper = '--paper:#16181c;--text:#e8e8e8;--soft:#a8a8ad;--line:#3a3d44;--card:#1e2126'

/** The style sheet of a report. */
export const style = `
:root{${lightPaper};${declarationsOf(light)};color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{${darkPaper};${declarationsOf(dark)}}}
@media print{:root{${lightPaper};${declarationsOf(light)};color-scheme:light}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--text);font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:24px}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 4px}
h2{font-size:1.3rem;margin:44px 0 10px;padding-top:10px;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:0}
p{margin:6px 0}
.soft,figcaption p,caption{color:var(--soft)}
figcaption p{font-size:.88rem;margin:2px 0 4px}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;padding:0;margin:14px 0}
a{color:var(--first)}
a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--second);outline-offset:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:8px;top:8px;background:var(--paper);padding:6px 10px;z-index:9}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px;margin:14px 0;padding:0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 12px}
.tiles b{display:block;font-size:1.3rem;font-variant-numeric:tabular-nums}
.tiles span{color:var(--soft);font-size:.85rem}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:20px}
.grid>figure:only-child{max-width:760px}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px;min-width:0;--paper:var(--card)}
svg.plot{display:block;width:100%;height:auto;overflow:visible}
svg.plot text{white-space:pre}
.narrow{max-width:620px}
.drawn[tabindex] .plot *{pointer-events:none}
.drawn[tabindex] .plot [data-e]{cursor:pointer;pointer-events:auto}
[data-e].at{stroke:var(--text);stroke-width:2.5;stroke-opacity:1;fill-opacity:1}
path[data-e].at{stroke:var(--second);stroke-width:3}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:0 16px;margin:2px 0 6px;padding:0;font-size:.85rem}
.mark{width:18px;height:14px;vertical-align:-2px}
.mark.first{color:var(--first)}.mark.second{color:var(--second)}.mark.third{color:var(--third)}.mark.quiet{color:var(--quiet)}
details{margin-top:8px}
summary{cursor:pointer;color:var(--soft);font-size:.88rem}
.scroll{overflow-x:auto;max-width:100%}
details .scroll{max-height:420px;overflow:auto}
table{border-collapse:collapse;font-size:.88rem}
.episodes table{width:100%}
figure+h3,.grid+h3{margin-top:18px}
th.number{text-align:right}
caption{text-align:left;padding:4px 0;font-size:.85rem}
th,td{text-align:left;padding:4px 16px 4px 0;border-bottom:1px solid var(--line);vertical-align:top}
td.text{min-width:4ch;max-width:52ch;overflow-wrap:anywhere}
td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
th button{font:inherit;font-weight:bold;background:none;border:0;color:inherit;padding:0;cursor:pointer;text-align:left}
th[aria-sort=ascending] button::after{content:" \\2191"}
th[aria-sort=descending] button::after{content:" \\2193"}
pre{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 12px;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.88rem}
code{font-size:.92em}
dl{display:grid;grid-template-columns:minmax(120px,max-content) 1fr;gap:4px 16px;margin:8px 0;font-size:.9rem}
dt{color:var(--soft);overflow-wrap:anywhere}dd{margin:0;overflow-wrap:anywhere}
.controls{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;margin:10px 0}
input,select,.controls button,dialog button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:5px 10px;max-width:100%}
button:disabled{opacity:.5}
tr.open{cursor:pointer}
tr.open:hover{background:var(--card)}
td button{font:inherit;color:var(--first);background:none;border:0;padding:0;cursor:pointer;text-decoration:underline}
#tip{position:fixed;z-index:5;pointer-events:none;background:var(--text);color:var(--paper);padding:6px 9px;border-radius:6px;font-size:.83rem;max-width:min(360px,92vw);white-space:pre-line}
dialog{color:var(--text);background:var(--paper);border:1px solid var(--line);border-radius:10px;max-width:min(720px,94vw);width:100%;max-height:88vh;padding:16px 20px}
dialog::backdrop{background:rgba(0,0,0,.45)}
.examples{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(140px,1fr));gap:12px}
.examples li{font-size:.85rem}
.examples img{width:100px;height:auto;image-rendering:pixelated;border:1px solid var(--line);display:block}
.live{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
footer{margin-top:48px;padding-bottom:32px;color:var(--soft);font-size:.85rem}
@media (max-width:560px){main,header,footer{padding:0 12px}figure{padding:10px}svg.plot text{font-size:16px}svg.plot text[font-size="10"],svg.plot [font-size="10"] text{font-size:13px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}.grid{gap:12px}}
@media print{nav,.controls,.skip,dialog,#tip,details:not([open]){display:none}body{font-size:11pt}figure,.tiles li{break-inside:avoid;background:none}h2{break-after:avoid}.grid{display:block}figure{margin-bottom:14px}main,header,footer{max-width:none}.scroll{overflow:visible}}
`
