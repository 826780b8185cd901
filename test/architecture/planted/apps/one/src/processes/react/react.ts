import { Injectable } from '@nestjs/common';
export const react = Injectable;
