import { startCluster } from './cluster.ts'

console.log('Starting three mongod, Redis, two web and two worker processes, HAProxy and the look-alike of WhatsApp …')
await using cluster = await startCluster()
const lines = [
  ['Rolecall', cluster.balancer.url],
  ['Phones', cluster.whatsapp.page],
  ...[...cluster.webs, ...cluster.workers].map(({ name, url, child }) => [
    name,
    `${url}, process ${child().process.pid}`,
  ]),
  ...cluster.mongo.members.map(({ port, child }) => ['mongod', `127.0.0.1:${port}, process ${child.process.pid}`]),
  ['Database', cluster.databaseUrl],
  ['Redis', `${cluster.redis.url}, process ${cluster.redis.child.process.pid}`],
]
for (const [name = '', value] of lines) console.log(`${name.padEnd(10)}${value}`)
console.log('Kill what you like, and watch. Stop with Ctrl-C.')
await new Promise((resolve) => {
  process.once('SIGINT', resolve)
  process.once('SIGTERM', resolve)
})
