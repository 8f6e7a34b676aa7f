import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect, createServer } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { resources, synthesise } from '../synthesise.ts'
import { nodeScript } from './node.ts'

const run = promisify(execFile)
const made = synthesise()
const members = resources(made, 'AWS::EC2::LaunchTemplate').filter(({ id }) => id.startsWith('Mongo'))

/** User data as a machine gets it: what the stack knows is put in by CloudFormation. */
const userData = (index: number): string => {
  const { UserData } = members[index]?.Properties.LaunchTemplateData ?? {}
  const [separator, parts] = UserData['Fn::Base64']['Fn::Join']
  return parts.map((part: unknown) => (typeof part === 'string' ? part : 'known')).join(separator)
}

test("a member's first start is a script that bash reads, below the 16 kB that EC2 takes", () => {
  const script = userData(0)
  execFileSync('bash', ['-n'], { input: script })
  assert.ok(script.startsWith('#!/bin/bash\nexport REGION='))
  assert.ok(Buffer.byteLength(script) < 16_384 * 0.75)
})

test('the stack says every variable that the script insists on', () => {
  const insisted = [...readFileSync(nodeScript, 'utf8').matchAll(/"\$\{([A-Z_]+):\?\}"/g)].map(([, name]) => name)
  const said = [...userData(1).matchAll(/^export ([A-Z_]+)='/gm)].map(([, name]) => name)
  assert.deepEqual(insisted.sort(), said.sort())
})

test('the group that a member tells of its start is its own', () => {
  const groups = resources(made, 'AWS::AutoScaling::AutoScalingGroup').map(({ id }) => id)
  members.forEach((_member, index) => {
    const [, group] = /^export GROUP_ID='(\w+)'/m.exec(userData(index)) ?? []
    assert.ok(group !== undefined && groups.includes(group) && group.startsWith(`Mongo${'ABC'[index]}`))
  })
})

/** Stands in for the command line of AWS: keeps what would have become the secret. */
const fakeAws = (): { path: string; kept: string } => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-aws-'))
  const kept = join(folder, 'kept.json')
  writeFileSync(
    join(folder, 'aws'),
    `#!/bin/bash\nfor word in "$@"; do case $word in file://*) cp "\${word#file://}" '${kept}';; esac; done\n`,
  )
  chmodSync(join(folder, 'aws'), 0o755)
  return { path: folder, kept }
}

test('the certificates that the operator makes are good for each member by its name, and for no other', async () => {
  const { path, kept } = fakeAws()
  const script = fileURLToPath(new URL('../operator/make-certificates.sh', import.meta.url))
  await run('bash', [script, 'rolecall', 'eu-west-1'], { env: { ...process.env, PATH: `${path}:${process.env.PATH}` } })
  const { ca, pem } = JSON.parse(readFileSync(kept, 'utf8'))
  const server = createServer({ key: pem, cert: pem }, (socket) => socket.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const trusts = (servername: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, ca, servername }, () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('secureConnect', () => socket.end())
    })
  const names = ['mongo-a.rolecall.internal', 'mongo-b.rolecall.internal', 'mongo-c.rolecall.internal', 'localhost']
  assert.deepEqual(await Promise.all(names.map(trusts)), [true, true, true, true])
  assert.equal(await trusts('mongo-a.other.internal'), false)
  server.close()
  assert.doesNotMatch(ca, /PRIVATE KEY/)
})

test('a member that does not come up tells the stack, asks to be replaced, and has tried for minutes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-member-'))
  const calls = join(folder, 'calls')
  const command = (name: string, ends: number, says = '') => {
    writeFileSync(
      join(folder, name),
      `#!/bin/bash\necho ${name} "$@" >>'${calls}'\nprintf '%s' '${says}'\nexit ${ends}\n`,
    )
    chmodSync(join(folder, name), 0o755)
  }
  command('aws', 0)
  command('cfn-signal', 0)
  command('curl', 0, 'i-0123')
  command('dnf', 1)
  command('sleep', 0)
  const names = [...readFileSync(nodeScript, 'utf8').matchAll(/"\$\{([A-Z_]+):\?\}"/g)].map(([, name]) => name)
  const known = names.map((name) => `export ${name}=known`)
  const script = readFileSync(nodeScript, 'utf8')
    .replaceAll('/opt/aws/bin/', '')
    .replaceAll('/etc/yum.repos.d/', `${folder}/`)
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` }
  await assert.rejects(run('bash', ['-c', `${known.join('\n')}\n${script}`], { env }))
  const said = readFileSync(calls, 'utf8').split('\n')
  assert.equal(said.filter((line) => line.startsWith('dnf install')).length, 10)
  const told = said.filter((line) => line.startsWith('cfn-signal'))
  assert.deepEqual([told.length, told[0]?.includes('--exit-code 1')], [1, true])
  assert.ok(said.some((line) => /^aws autoscaling set-instance-health .*i-0123 .*Unhealthy/.test(line)))
})
