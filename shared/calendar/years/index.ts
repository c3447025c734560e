import type { CalendarYear } from '../year'
import y2020 from './2020.json'
import y2021 from './2021.json'
import y2022 from './2022.json'
import y2023 from './2023.json'
import y2024 from './2024.json'
import y2025 from './2025.json'
import y2026 from './2026.json'

/** The years whose notices are built in, in order. Checked with the schema by a test. */
export const builtInYears: readonly CalendarYear[] = [y2020, y2021, y2022, y2023, y2024, y2025, y2026]
