/** `node build/examples/http-cache/main.js --port 8080`, then for example `curl -i localhost:8080/a`, twice. */
import { parseArgs } from 'node:util'
import { CacheService } from './service.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '8080' } } })
const service = new CacheService()
const port = await service.listen(Number(values.port))
console.log(`http://127.0.0.1:${port}/ (any path; counts at /stats)`)
process.once('SIGINT', () => service.close())
