import type { Metadata } from 'next'
import { modelHead, ModelVersion } from '../../../../model-version'
import type { Query } from '../../../../../since'

type Props = { params: Promise<{ org: string; name: string; version: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return modelHead(await params)
}

export default async function Version({ params, searchParams }: Props) {
  return <ModelVersion address={await params} query={await searchParams} />
}
