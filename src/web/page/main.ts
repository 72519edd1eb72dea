// The script of an exported network's page: bundled by the build, it stands in the page itself.
import { type Preparation } from '../../data/index.ts'
import { messageOf } from '../../common/index.ts'
import { checkCopy } from '../checkCopy.ts'
import { type ExportedNetwork } from '../ExportedNetwork.ts'
import { openPredictor, type Predictor } from '../openPredictor.ts'
import { arrayForm } from './arrayForm.ts'
import { element } from './element.ts'
import { imageForm } from './imageForm.ts'
import { type InputForm, type OnInput } from './InputForm.ts'
import { showPrediction } from './showPrediction.ts'
import { tableForm } from './tableForm.ts'

const formOf = (preparation: Preparation, onInput: OnInput): InputForm => {
  switch (preparation._tag) {
    case 'Table':
      return tableForm(preparation, onInput)
    case 'Images':
      return imageForm(preparation, onInput)
    case 'Arrays':
      return arrayForm(preparation, onInput)
  }
}

const problem = (error: unknown): HTMLElement =>
  element('p', { className: 'problem' }, messageOf(error))

/** Shows what the network says of the newest input. */
const showPredictions = (predictor: Predictor): HTMLElement => {
  const answer = element('output', { className: 'result' })
  let newest = 0
  const show = async (): Promise<void> => {
    const input = form.read()
    if (input === undefined) return
    const own = ++newest
    const shown = await predictor
      .predict(input)
      .then(showPrediction, (error: unknown) => [problem(error)])
    if (own === newest) answer.replaceChildren(...shown)
  }
  const form = formOf(predictor.preparation, () => void show())
  void show()
  return element('section', { className: 'ask' }, form.element, answer)
}

const checking = (network: ExportedNetwork, predictor: Predictor): HTMLElement => {
  const said = element('output')
  const button = element('button', { type: 'button' }, 'Check this copy')
  button.addEventListener('click', () => {
    void checkCopy(network, predictor).then(
      ({ examples, largestDifference, equal }) => {
        said.textContent = `${equal ? 'As it was exported' : 'NOT as it was exported'}: ${examples} recorded examples, largest difference ${largestDifference.toExponential(1)}.`
      },
      (error: unknown) => {
        said.replaceChildren(problem(error))
      },
    )
  })
  return element('section', { className: 'check' }, button, said)
}

const start = async (): Promise<void> => {
  const main = document.querySelector('main')
  const data = document.querySelector('#network')
  if (main === null || data === null) return
  try {
    // Written by the export beside this script.
    const network = JSON.parse(data.textContent) as ExportedNetwork
    const predictor = await openPredictor(network)
    main.replaceChildren(
      ...network.about.map((line) => element('p', { className: 'about' }, line)),
      showPredictions(predictor),
      checking(network, predictor),
    )
  } catch (error) {
    main.replaceChildren(problem(error))
  }
}

void start()
