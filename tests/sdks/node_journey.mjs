// The journey of journey.py with the Node client named by the first argument.
// Prints what the client's error hook was given: an empty list when all is well.
import { createRequire } from 'node:module'

const PEOPLE = 10
const [name, url, token, options] = process.argv.slice(2)
const { PostHog } = createRequire(import.meta.url)(name)

const errors = []
const client = new PostHog(token, { host: url, flushAt: 20, fetchRetryCount: 1, ...JSON.parse(options) })
client.on('error', (error) => errors.push(String(error)))
for (let number = 0; number < 3 * PEOPLE; number++) {
  const who = number % PEOPLE
  const groups = who % 2 ? { company: 'acme' } : undefined
  client.capture({ distinctId: `buyer-${who}`, event: 'paid', properties: { price: number }, groups })
}
for (let who = 0; who < PEOPLE; who++) {
  const plan = who % 2 ? 'pro' : 'free'
  client.identify({ distinctId: `buyer-${who}`, properties: { $set: { plan }, $set_once: { seat: who } } })
  client.identify({ distinctId: `buyer-${who}`, properties: { $set: { plan }, $set_once: { seat: 99 } } })
}
client.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { tier: 'gold' } })
client.alias({ distinctId: 'buyer-1', alias: 'phone-of-buyer-1' })
client.capture({ distinctId: 'phone-of-buyer-1', event: 'visited' })
const personless = { $process_person_profile: false, $set: { plan: 'pro' } }
client.capture({ distinctId: 'onlooker', event: 'looked', properties: personless })
if (Object.keys(await client.getAllFlags('buyer-1')).length) errors.push('there are flags')
await client.shutdown()
console.log(JSON.stringify(errors))
