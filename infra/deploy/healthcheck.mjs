// Asked by the image's health check: 0 when database, event store and views are usable.
const port = process.env['KONTOR_PORT'] || '8080'
const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
process.exit(ready?.ok ? 0 : 1)
