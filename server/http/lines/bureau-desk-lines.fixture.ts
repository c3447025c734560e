import { everybody, type Lines } from './line.fixture'

/** The bureau's home. */
export const bureauDeskLines: Lines = {
  'GET /api/bureau/desk': { may: everybody, other: 'nothing', bureau: true },
}
