/** The file in a network's folder of what it said of each test example. */
export const predictionsFile = 'test-predictions.json'
