import { runsPlans } from './plans.ts'

runsPlans(0, 2)
