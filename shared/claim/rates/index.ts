import type { RateTable } from '../rates'
import { graduatesHour } from './graduates-hour-2020@1'
import { graduatesLevel } from './graduates-level-2020@1'
import { guangdong } from './guangdong-2020@1'
import { hangzhou } from './hangzhou-2020@1'
import { hangzhouLevel } from './hangzhou-level-2020@1'
import { hebei } from './hebei@1'
import { heilongjiangAllowance } from './heilongjiang-allowance-2020@1'
import { henan } from './henan@1'
import { jilin } from './jilin-2020@1'
import { onlineShare } from './online-share-2020@1'
import { qingdaoAllowance } from './qingdao-allowance-2020@1'
import { shanghai } from './shanghai-2020@1'
import { shanxi } from './shanxi@1'
import { suihua } from './suihua-2020-31@1'
import { taian } from './taian-2022@1'
import { transfer } from './transfer-2021@1'
import { wenzhou } from './wenzhou-2020@1'
import { wuhan } from './wuhan-2020@1'
import { zhengzhou } from './zhengzhou@1'

/** What a claim is reckoned by unless somebody chooses: 绥化, whose amounts are to be filled in. */
export const defaultRateTable = suihua

/** Every built-in table: the default first, then other places'. Checked with the schema by a test. */
export const rateTables: readonly RateTable[] = [
  defaultRateTable,
  heilongjiangAllowance,
  ...[guangdong, wenzhou, shanghai, wuhan, hangzhou, taian, transfer, graduatesHour],
  ...[hangzhouLevel, jilin, graduatesLevel, zhengzhou, shanxi, onlineShare, qingdaoAllowance],
  ...[henan, hebei],
]
