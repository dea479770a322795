import { runsPlans } from './plans.ts'

runsPlans(1, 2)
