import { it } from 'vitest'
import { ingestStorm } from './storm'

it('the server killed sixty times in an ingest storm: every receipted entry is there once', () =>
  ingestStorm({ kills: 60, spans: 1600 }))
