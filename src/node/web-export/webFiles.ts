import { createHash } from 'node:crypto'
import { declarations, type ExportedNetwork } from '../../web/index.ts'

/** What the build has bundled: the module of predictions, the script of the page and its style. */
export interface WebBundles {
  readonly module: string
  readonly script: string
  readonly style: string
}

/** JSON that may stand in a script of a page: no text in it ends the script. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** One file that opens without a server or a network, and runs no script but its own. */
const pageOf = (title: string, network: ExportedNetwork, bundles: WebBundles): string => {
  // A script's text ends at its closing tag, wherever that stands.
  const script = bundles.script.replaceAll('</script', '<\\/script')
  const style = bundles.style
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src blob: data:',
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<main><p>The network is opened.</p></main>
<script type="application/json" id="network">${scriptJson(network)}</script>
<script>${script}</script>
</body>
</html>
`
}

/** The files of a folder that runs a network, by their names. */
export const webFiles = (
  title: string,
  network: ExportedNetwork,
  bundles: WebBundles,
): Readonly<Record<string, string>> => ({
  'predict.js': bundles.module,
  'predict.d.ts': declarations(network.preparation),
  // Parsed, as a column __proto__ in an object of code would be no column.
  'network.js': `export default JSON.parse(${JSON.stringify(JSON.stringify(network))})\n`,
  'index.html': pageOf(title, network, bundles),
  'package.json': `${JSON.stringify(
    {
      name: 'exported-network',
      private: true,
      type: 'module',
      exports: { types: './predict.d.ts', default: './predict.js' },
    },
    null,
    2,
  )}\n`,
})
